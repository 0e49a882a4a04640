// One figure of a page: a chart for the eye, the same in a table for everybody, and a sentence that says what there is to see.
import type { EChartsCoreOption } from 'echarts/core';
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Answer, Catalogue, Figure, Measure, Row, Ticket } from './api';
import { Chart, colours, type Point } from './chart';
import { change, duration, instant, made, number, period, stretch, type Language } from './format';
import type { Visual } from './pages';
import { say } from './words';

export type Values = Record<string, (string | null)[]>;
export interface Look {
  catalogue: Catalogue;
  language: Language;
  zone: string;
  dark: string;
  picked?: Values;
  onPick: (visual: string, values: Values, add: boolean) => void;
  onDrill: (measure: string, values: Values, part?: 'all' | 'numerator' | 'rest') => void;
}

const Few = 20;

export const measureOf = (catalogue: Catalogue, id: string): Measure => catalogue.measures.find((one) => one.id === id)!;

/** What a value of a dimension is called. */
export function label(catalogue: Catalogue, dimension: string, value: string | null, language: Language): string {
  if (value === null) return say('noValue', language);
  const of = catalogue.dimensions.find((one) => one.id === dimension);
  if (of?.labels?.[value]) return of.labels[value];
  if (dimension === 'priority') return `P${value}`;
  if (dimension === 'hourOfDay') return `${value.padStart(2, '0')}:00`;
  return of?.form === 'time' ? stretch(value, language) : value;
}

function Framed({ visual, look, answer, said, table, children, picked }: { visual: Visual; look: Look; answer?: Answer; said?: string; table?: () => ComponentChildren; children?: ComponentChildren; picked?: boolean }) {
  const [asTable, setAsTable] = useState(false);
  const title = visual.title![look.language === 'da' ? 1 : 0];
  return (
    <figure id={visual.id} class={`span-${visual.span}${picked ? ' picked' : ''}`} tabIndex={-1} data-visual>
      <figcaption>
        <h3>{title}</h3>
        <span class="tools">
          {table && <button type="button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)} data-table>{say(asTable ? 'asChart' : 'asTable', look.language)}<span class="quiet">: {title}</span></button>}
          <Definition measures={visual.measures} look={look} answer={answer} />
        </span>
      </figcaption>
      {said && <p class="said">{said}</p>}
      {asTable && table ? <div class="scroll" tabIndex={0} role="region" aria-label={title}>{table()}</div> : children}
      {answer && answer.leftOut > 0 && <p class="said">+ {answer.leftOut} {say('others', look.language)}</p>}
    </figure>
  );
}

function Definition({ measures, look, answer }: { measures: string[]; look: Look; answer?: Answer }) {
  return (
    <details class="info">
      <summary aria-label={`${say('definition', look.language)}: ${measures.map((id) => measureOf(look.catalogue, id).label).join(', ')}`}><span aria-hidden="true">i</span></summary>
      <div>
        {measures.map((id) => measureOf(look.catalogue, id)).map((of) => <p key={of.id}><strong>{of.label}.</strong> {of.meaning}</p>)}
        {answer && <p>{period(answer.period, look.language)} · {look.zone}</p>}
      </div>
    </details>
  );
}

/** The loading, empty and other states of a figure. */
export function Waiting({ visual, language }: { visual: Visual; language: Language }) {
  return visual.kind === 'card'
    ? <figure class="card" aria-busy="true"><div class="skeleton" role="img" aria-label={say('loading', language)} /></figure>
    : <figure class={`span-${visual.span}`} aria-busy="true"><figcaption><h3>{visual.title![language === 'da' ? 1 : 0]}</h3></figcaption><div class="skeleton tall-1" role="img" aria-label={say('loading', language)} /></figure>;
}

function status(figure: Figure, of: Measure): 'good' | 'warn' | 'bad' | undefined {
  if (of.target === undefined || figure.value === undefined) return undefined;
  const short = of.higherIsBetter ? of.target - figure.value : figure.value - of.target;
  return short <= 0 ? 'good' : short <= 0.03 ? 'warn' : 'bad';
}

export function Card({ visual, answer, spark, look }: { visual: Visual; answer: Answer; spark?: Answer; look: Look }) {
  const { language } = look;
  const of = measureOf(look.catalogue, visual.measures[0]!), figure = answer.total.figures[0]!, before = answer.total.previous?.[0];
  const moved = of.asOfNow ? undefined : change(figure.value, before?.value, of, language), how = status(figure, of);
  const good = of.higherIsBetter === undefined || !moved || moved.direction === 0 ? undefined : (moved.direction > 0) === of.higherIsBetter;
  const beside = visual.beside ? measureOf(look.catalogue, visual.beside) : undefined;
  const value = figure.withheld ? '•' : number(figure.value, of, language);
  return (
    <figure id={visual.id} class="card" tabIndex={-1} data-visual>
      <figcaption><h3>{of.label}</h3><span class="tools"><Definition measures={visual.measures} look={look} answer={answer} /></span></figcaption>
      {look.catalogue.aggregatesOnly || of.form === 'net'
        ? <span class="value">{value}</span>
        : <button type="button" class="value" onClick={() => look.onDrill(of.id, {})} aria-label={`${of.label}: ${value}`}>{value}</button>}
      <p class="line">
        {figure.withheld && <span>{say('withheld', language)}</span>}
        {of.basis === 'serviceLevel' && figure.of === 0 && <span>{say('nothingPromised', language)}</span>}
        {how && <span class={`status ${how}`}>{how === 'good' ? '✓ ' : how === 'warn' ? '! ' : '✗ '}{say(how === 'good' ? 'onTarget' : how === 'warn' ? 'atRisk' : 'offTarget', language)} ({say('target', language)} {number(of.target, of, language)})</span>}
      </p>
      <p class="line">
        {moved && <span class={good === undefined ? '' : good ? 'better' : 'worse'}>{moved.direction > 0 ? '▲' : moved.direction < 0 ? '▼' : '='} {moved.text}</span>}
        {made(figure, of, language) && figure.of !== 0 && <span>{made(figure, of, language)}{figure.of !== undefined && figure.of < Few && figure.of > 0 ? ` (${say('small', language)})` : ''}</span>}
        {beside && <span>{beside.label}: {number(answer.total.figures[1]?.value, beside, language)}</span>}
      </p>
      {spark && spark.rows.length > 1 && <Spark rows={spark.rows} />}
    </figure>
  );
}

function Spark({ rows }: { rows: Row[] }) {
  const values = rows.slice(-13).map((row) => row.figures[0]?.value);
  const known = values.filter((value): value is number => value !== undefined);
  if (known.length < 2) return null;
  const low = Math.min(...known), high = Math.max(...known), tall = high - low || 1;
  const points = values.flatMap((value, i) => (value === undefined ? [] : [[(i / (values.length - 1)) * 100, 28 - ((value - low) / tall) * 24] as const]));
  const line = points.map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  return <svg class="spark" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true"><path class="area" d={`${line}L${points.at(-1)![0]} 30L${points[0]![0]} 30Z`} /><path d={line} /></svg>;
}

/** Rows of keys and columns of measures, as a table whose cells lead to the tickets. */
export function Matrix({ answer, look, byLoad }: { answer: Answer; look: Look; byLoad?: boolean }) {
  const { language, catalogue } = look;
  const measures = answer.measures.map((id) => measureOf(catalogue, id));
  const shown = answer.by;
  const cell = (row: Row, i: number) => {
    const of = measures[i]!, figure = row.figures[i]!, how = status(figure, of), few = figure.of !== undefined && figure.of < Few;
    const values = Object.fromEntries(answer.by.slice(0, row.key.length).map((by, k) => [by, [row.key[k] ?? null]])), text = figure.withheld ? '•' : number(figure.value, of, language);
    const title = figure.withheld ? say('withheld', language) : made(figure, of, language);
    return (
      <td key={of.id} class={few ? 'few' : how ?? ''} title={title}>
        {catalogue.aggregatesOnly || of.form === 'net' || figure.value === undefined ? text : <button type="button" onClick={() => look.onDrill(of.id, values)}>{text}</button>}
      </td>
    );
  };
  return (
    <table>
      <thead><tr>{shown.map((by) => <th key={by} scope="col">{catalogue.dimensions.find((one) => one.id === by)!.label}</th>)}{measures.map((of) => <th key={of.id} scope="col" title={of.meaning}>{of.label}</th>)}</tr></thead>
      <tbody>
        {(byLoad ? [...answer.rows].sort((a, b) => (b.figures[0]!.value ?? 0) - (a.figures[0]!.value ?? 0)) : answer.rows).map((row) => (
          <tr key={row.key.join('|')}>
            {row.key.map((value, i) => i === 0
              ? <th key={i} scope="row">{answer.by[i] && <button type="button" onClick={(event) => look.onPick('', { [answer.by[i]!]: [value] }, event.ctrlKey || event.metaKey)}>{label(catalogue, answer.by[i]!, value, language)}</button>}</th>
              : <td key={i}>{label(catalogue, answer.by[i]!, value, language)}</td>)}
            {measures.map((_, i) => cell(row, i))}
          </tr>
        ))}
      </tbody>
      <tfoot><tr><th scope="row" colSpan={Math.max(1, shown.length)}>{say('total', language)}</th>{measures.map((_, i) => cell(answer.total, i))}</tr></tfoot>
    </table>
  );
}

const unique = (values: (string | null)[]) => [...new Set(values)];

/** The values of an axis: those between two that nothing happened in are there too. */
function axisOf(dimension: string, values: (string | null)[]): (string | null)[] {
  if (dimension === 'hourOfDay') return Array.from({ length: 24 }, (_, i) => String(i));
  if (dimension === 'weekday') return ['1', '2', '3', '4', '5', '6', '7'];
  if (dimension !== 'month' || values.length < 2) return unique(values);
  const index = (name: string) => Number(name.slice(0, 4)) * 12 + Number(name.slice(5)) - 1;
  const months = values.filter((value): value is string => value !== null).map(index), first = Math.min(...months);
  return Array.from({ length: Math.max(...months) - first + 1 }, (_, i) => `${Math.floor((first + i) / 12)}-${String(((first + i) % 12) + 1).padStart(2, '0')}`);
}

/** What a chart shows, in one sentence. */
function sentence(answer: Answer, look: Look): string {
  const { language, catalogue } = look;
  return answer.measures.map((id, i) => {
    const of = measureOf(catalogue, id), total = answer.total.figures[i]!;
    return `${of.label}: ${total.withheld ? say('withheld', language) : number(total.value, of, language)}${made(total, of, language) ? ` (${made(total, of, language)})` : ''}`;
  }).join(' · ');
}

export function Picture({ visual, answer, look }: { visual: Visual; answer: Answer; look: Look }) {
  const { language, catalogue } = look;
  const table = () => <Matrix answer={answer} byLoad={visual.byLoad} look={{ ...look, onPick: (_, values, add) => look.onPick(visual.id, values, add) }} />;
  const empty = answer.rows.length === 0;
  const drawn = useMemo(() => (empty || visual.kind === 'matrix' || visual.kind === 'changed' ? undefined : draw(visual, answer, look)), [answer, language, look.dark, look.picked]);
  const framed = { visual, look, answer, picked: !!look.picked };
  if (empty) return <Framed {...framed}><p class="state">{say(measureOf(catalogue, visual.measures[0]!).basis === 'serviceLevel' ? 'nothingPromised' : 'empty', language)}</p></Framed>;
  if (visual.kind === 'matrix')
    return <Framed {...framed}><div class="scroll" tabIndex={0} role="region" aria-label={visual.title![language === 'da' ? 1 : 0]}>{table()}</div></Framed>;
  if (visual.kind === 'changed') return <Framed {...framed} said={sentence(answer, look)}><Changed answer={answer} look={look} visual={visual} /></Framed>;
  const { option, height, keyOf } = drawn!;
  const pick = (point: Point) => {
    const values = keyOf(point);
    if (values) look.onPick(visual.id, values, point.add);
  };
  return <Framed {...framed} said={sentence(answer, look)} table={table}><Chart option={option} height={height} onPick={pick} /></Framed>;
}

// What charts are lettered in has to be measured, so it is named here as the style sheet has it.
const letters = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

const minute = 60, hour = 60 * minute, day = 24 * hour;
const steps = [1, 5, 10, 30, minute, 5 * minute, 10 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 8 * hour, day, 2 * day, 5 * day, 7 * day, 10 * day, 20 * day, 30 * day, 50 * day, 100 * day, 200 * day, 500 * day, 1000 * day, 2000 * day, 5000 * day, 10_000 * day];

/** Time is marked where people would mark it. */
function stepOf(highest: number): number {
  return steps.find((step) => highest / step <= 5) ?? steps.at(-1)!;
}

interface Drawn { option: EChartsCoreOption; height: number; keyOf: (point: Point) => Values | undefined }

function draw(visual: Visual, answer: Answer, look: Look): Drawn {
  const { language, catalogue } = look;
  const of = measureOf(catalogue, answer.measures[0]!), paint = colours();
  const first = answer.by[0]!, second = answer.by[1];
  const along = axisOf(first, answer.rows.map((row) => row.key[0] ?? null)), across = second ? axisOf(second, unique(answer.rows.map((row) => row.key[1] ?? null)).sort((a, b) => (second === 'priority' ? Number(a) - Number(b) : 0))) : [];
  const name = (by: string, value: string | null) => label(catalogue, by, value, language);
  const find = (a: string | null, b?: string | null) => answer.rows.find((row) => row.key[0] === a && (b === undefined || row.key[1] === b));
  const isPicked = (a: string | null, b?: string | null) => !look.picked || ((!look.picked[first] || look.picked[first].includes(a)) && (b === undefined || !second || !look.picked[second] || look.picked[second].includes(b)));
  const tip = (row: Row | undefined, i: number, what: string) => {
    const measure = measureOf(catalogue, answer.measures[i]!), figure = row?.figures[i];
    return figure ? `${what}: ${figure.withheld ? say('withheld', language) : number(figure.value, measure, language)}${made(figure, measure, language) ? `  (${made(figure, measure, language)})` : ''}` : `${what}: –`;
  };
  const text = { color: paint.faint, fontFamily: letters, fontSize: 12 };
  const highest = Math.max(1, ...answer.rows.flatMap((row) => row.figures.map((figure) => figure.value ?? 0))), step = stepOf(highest);
  const valueAxis = {
    type: 'value', splitLine: { lineStyle: { color: paint.line } }, axisLabel: { ...text, formatter: (value: number) => number(value, of, language) },
    ...(of.unit === 'share' && visual.kind === 'line' ? { max: 1, scale: true } : {}), minInterval: of.unit === 'count' ? 1 : undefined,
    ...(of.unit === 'duration' ? { interval: step, max: Math.ceil(highest / step) * step } : {}),
  };
  const nameAxis = { type: 'category', data: along.map((value) => name(first, value)), axisTick: { show: false }, axisLine: { lineStyle: { color: paint.line } }, axisLabel: { ...text, hideOverlap: true } };
  const base = {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches, animationDuration: 250, aria: { enabled: false, decal: { show: matchMedia('(forced-colors: active)').matches } },
    grid: { left: 8, right: 16, top: 12, bottom: 8, containLabel: true }, textStyle: { fontFamily: letters },
    tooltip: { renderMode: 'richText', confine: true, backgroundColor: paint.surface, borderColor: paint.line, textStyle: { color: paint.text, fontSize: 12 } },
  };

  if (visual.kind === 'heat') {
    const data = answer.rows.flatMap((row) => {
      const value = row.figures[0]!.value;
      return value === undefined ? [] : [{ value: [across.indexOf(row.key[1] ?? null), along.indexOf(row.key[0] ?? null), value], itemStyle: { opacity: isPicked(row.key[0] ?? null, row.key[1] ?? null) ? ((row.figures[0]!.of ?? Few) < Few && of.form === 'ratio' ? 0.45 : 1) : 0.25 } }];
    });
    const highest = Math.max(...data.map((one) => one.value[2] as number), 0);
    return {
      height: along.length > 9 ? 3 : 2,
      keyOf: ({ index }) => {
        const value = data[index]?.value;
        return value ? { [first]: [along[value[1] as number] ?? null], [second!]: [across[value[0] as number] ?? null] } : undefined;
      },
      option: {
        ...base,
        grid: { ...base.grid, right: 8 },
        xAxis: { type: 'category', data: across.map((value) => name(second!, value)), axisLabel: { ...text, rotate: across.length > 8 ? 40 : 0 }, axisTick: { show: false }, axisLine: { show: false }, splitArea: { show: false } },
        yAxis: { type: 'category', inverse: true, data: along.map((value) => name(first, value)), axisLabel: { ...text, width: 130, overflow: 'truncate' }, axisTick: { show: false }, axisLine: { show: false } },
        visualMap: of.unit === 'share' && of.higherIsBetter ? { show: false, min: 0.6, max: 1, inRange: { color: paint.heat } } : { show: false, min: 0, max: highest || 1, inRange: { color: paint.cool } },
        tooltip: { ...base.tooltip, formatter: (at: { data: { value: number[] } }) => tip(find(along[at.data.value[1]!] ?? null, across[at.data.value[0]!] ?? null), 0, `${name(first, along[at.data.value[1]!] ?? null)} · ${name(second!, across[at.data.value[0]!] ?? null)}`) },
        series: [{ type: 'heatmap', data, label: { show: across.length <= 12, color: paint.text, fontSize: 11, formatter: (at: { data: { value: number[] } }) => number(at.data.value[2], of, language) }, itemStyle: { borderColor: paint.surface, borderWidth: 2, borderRadius: 3 } }],
      },
    };
  }

  // A series for each value of the second dimension, or for each measure.
  const lanes = second ? across.map((value) => ({ title: name(second, value), measure: 0, value })) : answer.measures.map((id, i) => ({ title: measureOf(catalogue, id).label, measure: i, value: undefined as string | null | undefined }));
  const colour = (i: number) => {
    const lane = lanes[i]!;
    if (second === 'priority' && lane.value) return paint.ranks[(Number(lane.value) - 1) % 5];
    if (visual.id === 'risk') return [paint.series[1], paint.series[2], paint.series[4], paint.ranks[0], paint.bad][i % 5];
    return paint.series[i % paint.series.length];
  };
  const partial = answer.period.partial && ['month', 'week', 'day', 'quarter'].includes(first);
  const keyOf = ({ series, index }: Point): Values => {
    const lane = lanes[series];
    return { [first]: [along[index] ?? null], ...(second && lane ? { [second]: [lane.value ?? null] } : {}) };
  };
  const series = lanes.map((lane, i) => ({
    type: visual.kind === 'line' ? 'line' : 'bar',
    name: lane.title,
    color: colour(i),
    stack: visual.stacked ? 'all' : undefined,
    barMaxWidth: 34,
    symbolSize: 7,
    symbol: 'circle',
    connectNulls: true,
    lineStyle: { width: 2.2 },
    emphasis: { focus: 'none' },
    data: along.map((value, at) => {
      const row = find(value, lane.value), hollow = partial && at === along.length - 1;
      return {
        value: row?.figures[lane.measure]?.value ?? (visual.kind === 'line' ? null : 0),
        itemStyle: { opacity: isPicked(value, lane.value) ? (hollow && visual.kind !== 'line' ? 0.55 : 1) : 0.25, ...(hollow && visual.kind === 'line' ? { color: paint.surface, borderColor: colour(i), borderWidth: 2 } : {}) },
      };
    }),
    ...(visual.kind === 'line' && i === 0 && of.target !== undefined ? { markLine: { silent: true, symbol: 'none', lineStyle: { type: 'dashed', color: paint.faint }, label: { formatter: `${say('target', language)} ${number(of.target, of, language)}`, position: 'insideEndTop', color: paint.faint, fontSize: 11 }, data: [{ yAxis: of.target }] } } : {}),
  }));
  return {
    height: visual.horizontal && along.length > 8 ? 3 : 2,
    keyOf,
    option: {
      ...base,
      grid: { ...base.grid, top: lanes.length > 1 ? 34 : 12 },
      legend: lanes.length > 1 ? { type: 'plain', top: 0, left: 0, itemWidth: 12, itemHeight: 8, icon: 'roundRect', textStyle: text } : undefined,
      tooltip: { ...base.tooltip, trigger: 'axis', axisPointer: { type: visual.kind === 'line' ? 'line' : 'shadow' }, formatter: (at: { dataIndex: number }[]) => [name(first, along[at[0]!.dataIndex] ?? null), ...lanes.map((lane) => tip(find(along[at[0]!.dataIndex] ?? null, lane.value), lane.measure, lane.title))].join('\n') },
      xAxis: visual.horizontal ? valueAxis : nameAxis,
      yAxis: visual.horizontal ? { ...nameAxis, inverse: true, axisLabel: { ...text, width: 150, overflow: 'truncate' } } : valueAxis,
      series,
    },
  };
}

/** Which values moved a share, and by how much: through their own rate, or through how many of all they are. */
function Changed({ answer, look, visual }: { answer: Answer; look: Look; visual: Visual }) {
  const { language, catalogue } = look;
  const of = measureOf(catalogue, answer.measures[0]!), now = answer.total.figures[0]!, before = answer.total.previous?.[0];
  if (!now.of || !before?.of || before.value === undefined) return <p class="state">{say('empty', language)}</p>;
  const effects = answer.rows.map((row) => {
    const a = row.figures[0]!, b = row.previous?.[0], weight = (a.of ?? 0) / now.of!, was = (b?.of ?? 0) / before.of!;
    const rate = a.value === undefined || b?.value === undefined ? 0 : weight * (a.value - b.value);
    const mix = (weight - was) * ((b?.value ?? a.value ?? before.value!) - before.value!);
    return { row, rate, mix, all: rate + mix, more: (a.of ?? 0) - (b?.of ?? 0) };
  }).sort((a, b) => Math.abs(b.all) - Math.abs(a.all)).slice(0, 10);
  const widest = Math.max(...effects.map((one) => Math.abs(one.all)), 0.0001);
  const points = (value: number) => `${value > 0 ? '+' : ''}${(value * 100).toLocaleString(language === 'da' ? 'da-DK' : 'en-GB', { maximumFractionDigits: 2 })}`;
  const heads = language === 'da' ? ['Nu', 'Før', 'Δ antal', 'Egen rate', 'Fordeling', 'Effekt, pct.-point'] : ['Now', 'Before', 'Δ number', 'Own rate', 'Mix', 'Effect, points'];
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={say('whatChanged', language)}>
      <table>
        <thead><tr><th scope="col">{catalogue.dimensions.find((one) => one.id === answer.by[0])!.label}</th>{heads.map((head) => <th key={head} scope="col">{head}</th>)}<th scope="col"><span class="quiet">{say('effect', language)}</span></th></tr></thead>
        <tbody>
          {effects.map(({ row, rate, mix, all, more }) => (
            <tr key={String(row.key[0])}>
              <th scope="row"><button type="button" onClick={(event) => look.onPick(visual.id, { [answer.by[0]!]: [row.key[0] ?? null] }, event.ctrlKey || event.metaKey)}>{label(catalogue, answer.by[0]!, row.key[0] ?? null, language)}</button></th>
              <td>{number(row.figures[0]!.value, of, language)}</td><td>{number(row.previous?.[0]?.value, of, language)}</td><td>{more > 0 ? '+' : ''}{more}</td><td>{points(rate)}</td><td>{points(mix)}</td><td><strong>{points(all)}</strong></td>
              <td><svg class="effect" viewBox="-50 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class={all >= 0 ? 'up' : 'down'} x={all >= 0 ? 0 : (all / widest) * 48} y="1" width={(Math.abs(all) / widest) * 48} height="8" /><line x1="0" x2="0" y1="0" y2="10" vector-effect="non-scaling-stroke" /></svg></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What falls due next. */
export function Due({ visual, tickets, look, now }: { visual: Visual; tickets: Ticket[]; look: Look; now: number }) {
  const { language } = look;
  const some = tickets.filter((ticket) => ticket.dueAt && ticket.resolutionSla === 'open').slice(0, 15);
  return (
    <Framed visual={visual} look={look}>
      {some.length === 0 ? <p class="state">{say('empty', language)}</p> : (
        <div class="scroll" tabIndex={0} role="region" aria-label={visual.title![language === 'da' ? 1 : 0]}>
          <table>
            <thead><tr><th scope="col">{say('number', language)}</th><th scope="col">{say('priority', language)}</th><th scope="col">{say('team', language)}</th><th scope="col">{say('agent', language)}</th><th scope="col">{say('due', language)}</th></tr></thead>
            <tbody>
              {some.map((ticket) => {
                const seconds = (Date.parse(ticket.dueAt!) - now) / 1000;
                return (
                  <tr key={ticket.number}>
                    <th scope="row">{ticket.number}</th><td>P{ticket.priority}</td><td>{label(look.catalogue, 'team', ticket.team ?? null, language)}</td><td>{ticket.agent ?? '–'}</td>
                    <td title={instant(ticket.dueAt!, language, look.zone)} class={seconds < 0 ? 'bad' : seconds < 1800 ? 'warn' : ''}>{duration(Math.abs(seconds), language)} {say(seconds < 0 ? 'late' : 'left', language)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Framed>
  );
}
