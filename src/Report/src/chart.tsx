// ECharts as SVG, with only what is drawn here.
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { init, use, type ECharts, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'preact/hooks';

use([BarChart, LineChart, HeatmapChart, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, MarkLineComponent, AriaComponent, SVGRenderer]);

export interface Point { series: number; index: number; second?: number; add: boolean }

/** A chart for the eye alone: the same figures stand in the table beside it, for keyboards and screen readers. */
export function Chart({ option, height, onPick }: { option: EChartsCoreOption; height: number; onPick?: (point: Point) => void }) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | undefined>(undefined);
  const pick = useRef(onPick);
  pick.current = onPick;
  useEffect(() => {
    const made = init(place.current!, null, { renderer: 'svg' });
    chart.current = made;
    made.on('click', (event) => {
      const data = event.data as { value?: unknown } | unknown[] | undefined;
      const value = Array.isArray(data) ? data : (data as { value?: unknown } | undefined)?.value;
      const mouse = event.event?.event as MouseEvent | undefined;
      pick.current?.({ series: event.seriesIndex ?? 0, index: event.dataIndex, second: Array.isArray(value) ? Number(value[1]) : undefined, add: !!mouse && (mouse.ctrlKey || mouse.metaKey) });
    });
    const resized = new ResizeObserver(() => made.resize());
    resized.observe(place.current!);
    return () => {
      resized.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);
  return <div ref={place} class={`chart tall-${height}`} aria-hidden="true" />;
}

const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The colours of the theme that is on. */
export function colours() {
  return {
    text: token('--text'), faint: token('--faint'), line: token('--line'), surface: token('--surface'), accent: token('--accent'), good: token('--good'), bad: token('--bad'),
    ranks: [1, 2, 3, 4, 5].map((rank) => token(`--rank-${rank}`)),
    series: [1, 2, 3, 4, 5, 6, 7].map((each) => token(`--series-${each}`)),
    heat: [token('--heat-low'), token('--heat-middle'), token('--heat-high')],
    cool: [token('--cool-low'), token('--cool-high')],
  };
}
