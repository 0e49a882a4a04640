// All that the reader has chosen stands in the address: whoever opens it sees the same, and Back undoes the last choice.
import { useEffect, useState } from 'preact/hooks';
import type { Filter, PeriodWords } from './api';

export type Selection = { visual: string; values: Record<string, (string | null)[]> };

export interface State {
  page: string;
  period: PeriodWords;
  compare: 'previous' | 'lastYear' | 'none';
  filters: Record<string, (string | null)[]>;
  selection?: Selection;
  /** The figure whose tickets are listed. */
  drill?: { measure: string; part: 'all' | 'numerator' | 'rest'; values: Record<string, (string | null)[]>; sort: string; skip: number };
  lang: 'en' | 'da';
  theme: 'auto' | 'light' | 'dark';
}

const nothing = '∅';
const language = (): 'en' | 'da' => (navigator.language.toLowerCase().startsWith('da') ? 'da' : 'en');

export const first: State = { page: 'overview', period: {}, compare: 'previous', filters: {}, lang: language(), theme: 'auto' };

const pack = (values: (string | null)[]) => values.map((value) => (value === null ? nothing : encodeURIComponent(value))).join(',');
const unpack = (text: string): (string | null)[] => text.split(',').map((value) => (value === nothing ? null : decodeURIComponent(value)));

export function read(search: string): State {
  const of = new URLSearchParams(search);
  const state: State = { ...first, filters: {}, page: of.get('page') ?? first.page };
  const period = of.get('period');
  if (period?.includes('..')) {
    const [from, to] = period.split('..');
    state.period = { from, to };
  } else if (period) state.period = { word: period };
  const compare = of.get('compare');
  if (compare === 'lastYear' || compare === 'none' || compare === 'previous') state.compare = compare;
  if (of.get('lang') === 'da' || of.get('lang') === 'en') state.lang = of.get('lang') as 'da' | 'en';
  if (of.get('theme') === 'light' || of.get('theme') === 'dark') state.theme = of.get('theme') as 'light' | 'dark';
  const picked: Record<string, (string | null)[]> = {}, behind: Record<string, (string | null)[]> = {};
  for (const [name, value] of of) {
    if (name.startsWith('f.')) state.filters[name.slice(2)] = unpack(value);
    if (name.startsWith('s.')) picked[name.slice(2)] = unpack(value);
    if (name.startsWith('d.')) behind[name.slice(2)] = unpack(value);
  }
  const visual = of.get('sel'), measure = of.get('drill');
  if (visual) state.selection = { visual, values: picked };
  if (measure) {
    const part = of.get('part');
    state.drill = { measure, part: part === 'numerator' || part === 'rest' ? part : 'all', values: behind, sort: of.get('sort') ?? '-openedAt', skip: Number(of.get('skip') ?? 0) || 0 };
  }
  return state;
}

export function write(state: State): string {
  const of: string[] = ['v=1', `page=${state.page}`];
  const put = (name: string, value: string) => of.push(`${name}=${value}`);
  if (state.period.word) put('period', state.period.word);
  else if (state.period.from) put('period', `${state.period.from}..${state.period.to}`);
  if (state.compare !== first.compare) put('compare', state.compare);
  for (const [name, values] of Object.entries(state.filters)) put(`f.${name}`, pack(values));
  if (state.selection) {
    put('sel', state.selection.visual);
    for (const [name, values] of Object.entries(state.selection.values)) put(`s.${name}`, pack(values));
  }
  if (state.drill) {
    put('drill', state.drill.measure);
    if (state.drill.part !== 'all') put('part', state.drill.part);
    for (const [name, values] of Object.entries(state.drill.values)) put(`d.${name}`, pack(values));
    if (state.drill.sort !== '-openedAt') put('sort', state.drill.sort);
    if (state.drill.skip) put('skip', String(state.drill.skip));
  }
  if (state.lang !== language()) put('lang', state.lang);
  if (state.theme !== 'auto') put('theme', state.theme);
  return `?${of.join('&')}`;
}

export const filtersOf = (values: Record<string, (string | null)[]>): Filter[] => Object.entries(values).map(([dimension, of]) => ({ dimension, in: of }));

/** The state, and a way to another: a step of its own in the browser's history. */
export function useAddress(): [State, (change: Partial<State>) => void] {
  const [state, set] = useState(() => read(location.search));
  useEffect(() => {
    const back = () => set(read(location.search));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  return [state, (change) => {
    const next = { ...read(location.search), ...change };
    const address = write(next);
    if (address !== location.search) history.pushState(null, '', address);
    set(next);
  }];
}
