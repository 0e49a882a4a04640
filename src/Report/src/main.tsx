import { render } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ask, becomeCaller, caller, callers, canChooseCaller, drill, readCatalogue, Refusal, type Answer, type Catalogue, type Page, type Tickets, type VisualQuery } from './api';
import { made, number, period as periodText, instant } from './format';
import { layouts, type PageLayout } from './pages';
import { filtersOf, useAddress, type State } from './state';
import { TicketList } from './tickets';
import { Card, Due, label, measureOf, Picture, Waiting, type Look, type Values } from './visuals';
import { isWord, say } from './words';

const slicers = ['kind', 'priority', 'team', 'service', 'category', 'channel', 'area'];
const liveEvery = 30_000, otherwiseEvery = 300_000, staleAfter = 60 * 60 * 1000;

function Report() {
  const [state, go] = useAddress();
  const [catalogue, setCatalogue] = useState<Catalogue>();
  const [page, setPage] = useState<Page>();
  const [due, setDue] = useState<Tickets>();
  const [listed, setListed] = useState<Tickets>();
  const [failure, setFailure] = useState<Refusal>();
  const [tick, setTick] = useState(0);
  const [help, setHelp] = useState(false);
  const { lang } = state;
  const layout = layouts.find((one) => one.id === state.page) ?? layouts[0]!;

  useEffect(() => {
    document.documentElement.lang = lang;
    document.title = `${say(layout.id, lang)} – ${say('title', lang)}`;
    if (state.theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = state.theme;
  }, [lang, layout.id, state.theme]);

  useEffect(() => {
    readCatalogue(lang).then((read) => { setCatalogue(read); setFailure(undefined); }, (error) => setFailure(error));
  }, [lang, tick === 0 ? 0 : failure ? tick : 0]);

  useEffect(() => {
    const timer = setInterval(() => { if (!document.hidden) setTick((value) => value + 1); }, layout.live ? liveEvery : otherwiseEvery);
    return () => clearInterval(timer);
  }, [layout.live]);

  // One request for the whole page, whatever was clicked on.
  const query = useMemo(() => queryOf(state, layout), [state, layout]);
  useEffect(() => {
    if (!catalogue || state.drill) return;
    const stop = new AbortController();
    ask(query, lang, stop.signal).then((answer) => { setPage(answer); setFailure(undefined); }, (error) => { if (!stop.signal.aborted) setFailure(error); });
    if (layout.visuals.some((visual) => visual.kind === 'due') && !catalogue.aggregatesOnly)
      drill({ measure: 'openNow', filters: query.filters, sort: 'dueAt', top: 50 }, lang, stop.signal).then(setDue, () => setDue(undefined));
    return () => stop.abort();
  }, [query, catalogue, lang, tick, state.drill]);

  useEffect(() => {
    if (!catalogue || !state.drill) { setListed(undefined); return; }
    const stop = new AbortController();
    const { measure, part, values, sort, skip } = state.drill;
    drill({ measure, part, filters: [...query.filters, ...filtersOf(values)], period: query.period, sort, skip, top: 100 }, lang, stop.signal)
      .then((answer) => { setListed(answer); setFailure(undefined); }, (error) => { if (!stop.signal.aborted) setFailure(error); });
    return () => stop.abort();
  }, [state.drill, query, catalogue, lang]);

  useEffect(() => {
    const keys = (event: KeyboardEvent) => move(event, state, go, setHelp);
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  }, [state]);

  const picked = (visual: string, values: Values, add: boolean) => {
    const before = state.selection;
    if (before?.visual === visual && JSON.stringify(before.values) === JSON.stringify(values)) { go({ selection: undefined }); return; }
    const dimensions = Object.keys(values);
    if (add && before?.visual === visual && dimensions.length === 1 && before.values[dimensions[0]!]) {
      const [dimension] = dimensions as [string];
      const of = before.values[dimension]!, value = values[dimension]![0] ?? null;
      const next = of.includes(value) ? of.filter((one) => one !== value) : [...of, value];
      go({ selection: next.length ? { visual, values: { [dimension]: next } } : undefined });
      return;
    }
    go({ selection: { visual, values } });
  };
  const look: Look | undefined = catalogue && {
    catalogue, language: lang, zone: page?.zone ?? 'UTC', dark: `${state.theme}${matchMedia('(prefers-color-scheme: dark)').matches}`,
    onPick: picked,
    onDrill: (measure, values, part = 'all') => go({ drill: { measure, part, values: { ...(state.selection?.values ?? {}), ...values }, sort: '-openedAt', skip: 0 } }),
  };
  const answers = new Map((page?.visuals ?? []).map((answer) => [answer.id, answer]));
  const ready = look && page && answers.has(layout.visuals.find((visual) => visual.kind !== 'due')!.id);

  return (
    <div class="frame">
      <a class="skip" href="#figures">{say('skip', lang)}</a>
      <header class="side">
        <h1>{say('title', lang)}</h1>
        <nav aria-label={say('pages', lang)}>
          {layouts.map((one) => <a key={one.id} href={`?page=${one.id}`} aria-current={one.id === layout.id ? 'page' : undefined} onClick={(event) => { event.preventDefault(); go({ page: one.id, selection: undefined, drill: undefined }); }}>{say(one.id, lang)}</a>)}
        </nav>
        <div class="settings">
          {canChooseCaller && <label>{say('you', lang)}<select value={caller().name} onChange={(event) => { becomeCaller(event.currentTarget.value); location.reload(); }}>{callers.map((one) => <option key={one.name} value={one.name}>{one.name} ({one.role})</option>)}</select></label>}
          <label>{say('language', lang)}<select value={lang} onChange={(event) => go({ lang: event.currentTarget.value as State['lang'] })}><option value="en">English</option><option value="da">Dansk</option></select></label>
          <label>{say('theme', lang)}<select value={state.theme} onChange={(event) => go({ theme: event.currentTarget.value as State['theme'] })}>{(['auto', 'light', 'dark'] as const).map((one) => <option key={one} value={one}>{say(one, lang)}</option>)}</select></label>
          <button type="button" onClick={() => setHelp(true)}>? {say('help', lang)}</button>
        </div>
      </header>
      <main id="figures" tabIndex={-1}>
        {failure && <Failed failure={failure} lang={lang} again={() => setTick((value) => value + 1)} />}
        {catalogue && state.drill && look
          ? <TicketList state={state} go={go} listed={listed} look={look} />
          : (
            <>
              <div class="head">
                <h2>{say(layout.id, lang)}</h2>
                {ready && !layout.live && <p>{periodOf(page, layout, lang)}</p>}
              </div>
              {catalogue && <FilterBar state={state} go={go} catalogue={catalogue} />}
              {ready && !page.snapshot && <p class="stale" role="status">{say('neverBuilt', lang)}</p>}
              {ready && page.asOf && Date.now() - Date.parse(page.asOf) > staleAfter && page.lastAt && Date.now() - Date.parse(page.lastAt) < staleAfter * 24 && <p class="stale" role="status">{say('stale', lang)}</p>}
              {layout.note && <p class="note">{say(layout.note, lang)}</p>}
              {ready && layout.id === 'overview' && <p class="summary">{inWords(answers, catalogue!, lang)}</p>}
              <p class="quiet" aria-live="polite">{ready && state.selection && catalogue ? `${say('selected', lang)}: ${selectionText(state, catalogue)}` : ''}</p>
              {layout.visuals.some((visual) => visual.kind === 'card') && <div class="cards">{layout.visuals.filter((visual) => visual.kind === 'card').map((visual) => {
                const answer = answers.get(visual.id);
                return ready && answer ? <Card key={visual.id} visual={visual} answer={answer} spark={answers.get(`${visual.id}~`)} look={look} /> : <Waiting key={visual.id} visual={visual} language={lang} />;
              })}</div>}
              <div class="grid">{layout.visuals.filter((visual) => visual.kind !== 'card').map((visual) => {
                if (visual.kind === 'due') return ready && due ? <Due key={visual.id} visual={visual} tickets={due.tickets} look={look} now={Date.parse(page.asOf ?? '') || Date.now()} /> : catalogue?.aggregatesOnly ? null : <Waiting key={visual.id} visual={visual} language={lang} />;
                const answer = answers.get(visual.id), isPicked = state.selection?.visual === visual.id;
                return ready && answer ? <Picture key={visual.id} visual={visual} answer={answer} look={{ ...look, picked: isPicked ? state.selection!.values : undefined, onPick: (_, values, add) => picked(visual.id, values, add) }} /> : <Waiting key={visual.id} visual={visual} language={lang} />;
              })}</div>
            </>
          )}
        {page?.snapshot && <footer>{say('asOf', lang)} {page.asOf ? instant(page.asOf, lang, page.zone) : '–'} ({page.zone}) · {say('snapshot', lang)} {page.snapshot.slice(0, 8)} · {page.tickets.toLocaleString(lang === 'da' ? 'da-DK' : 'en-GB')} {say('counted', lang)}</footer>}
      </main>
      {help && <Help lang={lang} close={() => setHelp(false)} />}
    </div>
  );
}

function queryOf(state: State, layout: PageLayout) {
  const visuals: VisualQuery[] = layout.visuals.filter((visual) => visual.kind !== 'due').flatMap((visual) => {
    // What was clicked on filters everything but itself.
    const filters = state.selection && state.selection.visual !== visual.id ? filtersOf(state.selection.values) : [];
    const one: VisualQuery = { id: visual.id, measures: visual.measures, by: visual.by, filters, top: visual.top, period: visual.period, compare: visual.compare ? state.compare : 'none' };
    return visual.kind === 'card' && !layout.live ? [one, ...(nowOnly.has(visual.measures[0]!) ? [] : [{ ...one, id: `${visual.id}~`, measures: [visual.measures[0]!], by: ['month'], compare: 'none' }])] : [one];
  });
  return { v: 1 as const, filters: filtersOf(state.filters), period: Object.keys(state.period).length ? state.period : undefined, visuals };
}

// Asked as of now: they have no months.
const nowOnly = new Set(['reviewsWaiting', 'problemsOpen', 'knownErrorShare']);

function periodOf(page: Page, layout: PageLayout, lang: State['lang']): string {
  const answer = page.visuals.find((one) => layout.visuals.some((visual) => visual.id === one.id && !visual.period))!;
  return [periodText(answer.period, lang), answer.period.partial ? say('partial', lang) : '', answer.period.defaulted ? say('defaulted', lang) : ''].filter(Boolean).join(' · ');
}

const selectionText = (state: State, catalogue: Catalogue): string =>
  Object.entries(state.selection!.values).map(([dimension, values]) => `${catalogue.dimensions.find((one) => one.id === dimension)?.label ?? dimension}: ${values.map((value) => label(catalogue, dimension, value, state.lang)).join(', ')}`).join(' · ');

/** Two sentences from the figures alone. */
function inWords(answers: Map<string, Answer>, catalogue: Catalogue, lang: State['lang']): string {
  const of = (id: string) => measureOf(catalogue, id), sla = answers.get('card-resolutionSla')?.total, backlog = answers.get('card-backlog')?.total;
  const one = sla?.figures[0], before = sla?.previous?.[0];
  const parts: string[] = [];
  if (one?.value !== undefined) {
    const text = `${number(one.value, of('resolutionSla'), lang)} (${made(one, of('resolutionSla'), lang)})`;
    const then = before?.value === undefined ? '' : lang === 'da' ? `, mod ${number(before.value, of('resolutionSla'), lang)} i perioden før` : `, against ${number(before.value, of('resolutionSla'), lang)} in the period before`;
    parts.push(lang === 'da' ? `Af det løste med et løfte blev ${text} løst i tide${then}.` : `Of what was resolved with a promise, ${text} was resolved in time${then}.`);
  }
  const left = backlog?.figures[0]?.value, grown = backlog?.figures[1]?.value;
  if (left !== undefined) {
    const count = number(left, of('backlog'), lang);
    if (!grown) return [...parts, lang === 'da' ? `${count} sager stod uløst ved periodens slutning, lige så mange som ved dens begyndelse.` : `${count} tickets stood unresolved at the end of the period, as many as at its beginning.`].join(' ');
    const by = Math.abs(grown).toLocaleString(lang === 'da' ? 'da-DK' : 'en-GB');
    parts.push(lang === 'da' ? `${count} sager stod uløst ved periodens slutning, ${by} ${grown > 0 ? 'flere' : 'færre'} end ved dens begyndelse.` : `${count} tickets stood unresolved at the end of the period, ${by} ${grown > 0 ? 'more' : 'fewer'} than at its beginning.`);
  }
  return parts.join(' ');
}

function FilterBar({ state, go, catalogue }: { state: State; go: (change: Partial<State>) => void; catalogue: Catalogue }) {
  const { lang } = state;
  const named = slicers.map((id) => catalogue.dimensions.find((one) => one.id === id)!);
  const values = useValues(slicers.filter((id) => !catalogue.dimensions.find((one) => one.id === id)?.labels), lang);
  const word = state.period.word ?? (state.period.from ? `${state.period.from}..${state.period.to}` : '');
  const set = (dimension: string, value: string | null, on: boolean) => {
    const before = state.filters[dimension] ?? [], next = on ? [...before, value] : before.filter((one) => one !== value);
    const { [dimension]: _, ...others } = state.filters;
    go({ filters: next.length ? { ...others, [dimension]: next } : others });
  };
  const any = Object.keys(state.filters).length > 0 || state.selection;
  return (
    <>
      <div class="bar" role="group" aria-label={say('filters', lang)}>
        <label>{say('period', lang)}
          <select value={word} onChange={(event) => { const value = event.currentTarget.value; go({ period: value.includes('..') ? state.period : value ? { word: value } : {} }); }}>
            <option value="">{say('defaulted', lang)}</option>
            {state.period.from && <option value={word}>{word.replace('..', ' – ')}</option>}
            {catalogue.periods.map((one) => <option key={one} value={one}>{isWord(one) ? say(one, lang) : one}</option>)}
          </select>
        </label>
        <label>{say('compare', lang)}
          <select value={state.compare} onChange={(event) => go({ compare: event.currentTarget.value as State['compare'] })}>
            <option value="previous">{say('previous', lang)}</option><option value="lastYear">{say('lastYearCompare', lang)}</option><option value="none">{say('none', lang)}</option>
          </select>
        </label>
        {named.map((dimension) => (
          <details key={dimension.id} class={`pick${state.filters[dimension.id] ? ' some' : ''}`} onKeyDown={(event) => { if (event.key === 'Escape') { event.currentTarget.open = false; event.stopPropagation(); } }}>
            <summary>{dimension.label}{state.filters[dimension.id] ? ` (${state.filters[dimension.id]!.length})` : ''}</summary>
            <div class="choices">
              {(dimension.labels ? Object.keys(dimension.labels) : values.get(dimension.id) ?? []).map((value) => (
                <label key={String(value)}><input type="checkbox" checked={state.filters[dimension.id]?.includes(value) ?? false} onChange={(event) => set(dimension.id, value, event.currentTarget.checked)} />{label(catalogue, dimension.id, value, lang)}</label>
              ))}
            </div>
          </details>
        ))}
      </div>
      {any && (
        <div class="chips">
          {Object.entries(state.filters).flatMap(([dimension, of]) => of.map((value) => (
            <button key={`${dimension}|${value}`} type="button" onClick={() => set(dimension, value, false)}>{catalogue.dimensions.find((one) => one.id === dimension)?.label}: {label(catalogue, dimension, value, lang)} <span aria-hidden="true">×</span><span class="quiet">{say('remove', lang)}</span></button>
          )))}
          {state.selection && <button type="button" onClick={() => go({ selection: undefined })}>{say('selected', lang)}: {selectionText(state, catalogue)} <span aria-hidden="true">×</span><span class="quiet">{say('remove', lang)}</span></button>}
          <button type="button" class="clear" onClick={() => go({ filters: {}, selection: undefined })}>{say('clear', lang)}</button>
        </div>
      )}
    </>
  );
}

/** The values of those dimensions that no label names. */
function useValues(dimensions: string[], lang: State['lang']): Map<string, (string | null)[]> {
  const [values, set] = useState(new Map<string, (string | null)[]>());
  useEffect(() => {
    const stop = new AbortController();
    ask({ v: 1, filters: [], visuals: dimensions.map((id) => ({ id, measures: ['opened'], by: [id], top: 40 })) }, lang, stop.signal)
      .then((page) => set(new Map(page.visuals.map((visual) => [visual.id, visual.rows.map((row) => row.key[0] ?? null)]))), () => undefined);
    return () => stop.abort();
  }, [dimensions.join()]);
  return values;
}

function Failed({ failure, lang, again }: { failure: Refusal; lang: State['lang']; again: () => void }) {
  if (failure.status === 401) return <div class="problem" role="alert"><a href={`/.auth/login/aad?post_login_redirect_uri=${encodeURIComponent(location.pathname + location.search)}`}>{say('signIn', lang)}</a></div>;
  return <div class="problem" role="alert"><span>{failure.status === 403 ? say('mayNot', lang) : say('failed', lang)} {failure.message}</span><button type="button" onClick={again}>{say('again', lang)}</button></div>;
}

function Help({ lang, close }: { lang: State['lang']; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return <dialog ref={dialog} onClose={close} aria-label={say('help', lang)}><h2>{say('help', lang)}</h2><p>{say('helpText', lang)}</p><button type="button" onClick={() => dialog.current?.close()}>{say('close', lang)}</button></dialog>;
}

// Arrow keys go from one figure to the next, Enter opens one as a table, Esc undoes the choice.
function move(event: KeyboardEvent, state: State, go: (change: Partial<State>) => void, help: (open: boolean) => void): void {
  const at = event.target as HTMLElement;
  if (at.closest('input, select, dialog, details[open]') || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === '?') help(true);
  else if (event.key === 'Escape' && state.drill) history.back();
  else if (event.key === 'Escape' && state.selection) go({ selection: undefined });
  else if (at.dataset.visual !== undefined || at.id === 'figures') {
    const all = [...document.querySelectorAll<HTMLElement>('[data-visual]')], here = all.indexOf(at);
    const next = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? here + 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? here - 1 : undefined;
    if (next !== undefined && all[next]) {
      event.preventDefault();
      all[next].focus();
    } else if (event.key === 'Enter') {
      const button = at.querySelector<HTMLElement>('[data-table], button.value');
      button?.click();
    }
  }
}

// The charts empty their place by setting no text at all: that, and nothing else, may become markup.
const trusted = (globalThis as { trustedTypes?: { createPolicy: (name: string, rules: object) => unknown } }).trustedTypes;
trusted?.createPolicy('default', { createHTML: (text: string) => (text === '' ? '' : undefined) });

render(<Report />, document.getElementById('report')!);
document.querySelector('.starting')?.remove();
