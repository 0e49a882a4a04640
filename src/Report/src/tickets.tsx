// The tickets behind a figure: as many as it says.
import type { Tickets } from './api';
import { duration, instant, period } from './format';
import type { State } from './state';
import { label, measureOf, type Look } from './visuals';
import { isWord, say } from './words';

const columns = ['number', 'kind', 'priority', 'status', 'team', 'agent', 'category', 'openedAt', 'resolvedAt', 'resolutionSla', 'dueAt', 'resolveSeconds', 'waitedSeconds', 'reassignments', 'reopenings'] as const;
const pageSize = 100;

export function TicketList({ state, go, listed, look }: { state: State; go: (change: Partial<State>) => void; listed?: Tickets; look: Look }) {
  const { language, catalogue } = look, drill = state.drill!;
  const of = measureOf(catalogue, drill.measure);
  const chosen = { ...state.filters, ...drill.values };
  const said = Object.entries(chosen).map(([dimension, values]) => `${catalogue.dimensions.find((one) => one.id === dimension)?.label}: ${values.map((value) => label(catalogue, dimension, value, language)).join(', ')}`);
  const sorted = (column: string) => (drill.sort === column ? 'ascending' : drill.sort === `-${column}` ? 'descending' : 'none');
  const head = (column: (typeof columns)[number]) => (isWord(column) ? say(column, language) : column);
  return (
    <>
      <div class="head">
        <button type="button" onClick={() => history.back()}>← {say('back', language)}</button>
        <h2>{of.label}{listed ? `: ${listed.count.toLocaleString(language === 'da' ? 'da-DK' : 'en-GB')}` : ''}</h2>
      </div>
      <p class="summary">{[...said, listed && !of.asOfNow ? period(listed.period, language) : ''].filter(Boolean).join(' · ')}</p>
      {of.isShare && (
        <div class="chips" role="group">
          {(['all', 'numerator', 'rest'] as const).map((part) => <button key={part} type="button" aria-pressed={drill.part === part} class={drill.part === part ? '' : 'clear'} onClick={() => go({ drill: { ...drill, part, skip: 0 } })}>{say(part === 'all' ? 'all' : part === 'numerator' ? 'met' : 'notMet', language)}</button>)}
        </div>
      )}
      <figure>
        {!listed ? <div class="skeleton tall-2" role="img" aria-label={say('loading', language)} /> : listed.count === 0 ? <p class="state">{say('empty', language)}</p> : (
          <div class="list" tabIndex={0} role="region" aria-label={of.label}>
            <table class="left-align">
              <thead><tr>{columns.map((column) => <th key={column} scope="col" aria-sort={sorted(column)}><button type="button" onClick={() => go({ drill: { ...drill, sort: drill.sort === column ? `-${column}` : column, skip: 0 } })}>{head(column)}{sorted(column) === 'ascending' ? ' ▲' : sorted(column) === 'descending' ? ' ▼' : ''}</button></th>)}</tr></thead>
              <tbody>
                {listed.tickets.map((ticket, i) => (
                  <tr key={`${ticket.number}|${i}`}>
                    {columns.map((column) => {
                      const value = ticket[column];
                      if (column === 'number') return <th key={column} scope="row">{ticket.number}</th>;
                      if (value === undefined || value === null) return <td key={column}>–</td>;
                      if (column.endsWith('At')) return <td key={column}>{instant(String(value), language, look.zone)}</td>;
                      if (column.endsWith('Seconds')) return <td key={column}>{duration(Number(value), language)}</td>;
                      if (column === 'resolutionSla') return <td key={column} class={value === 'met' ? 'good' : value === 'breached' ? 'bad' : ''}>{label(catalogue, column, String(value), language)}</td>;
                      return <td key={column}>{label(catalogue, column, String(value), language)}</td>;
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </figure>
      {listed && listed.count > pageSize && (
        <div class="chips">
          <button type="button" class="clear" disabled={drill.skip === 0} onClick={() => go({ drill: { ...drill, skip: Math.max(0, drill.skip - pageSize) } })}>← {say('earlier', language)}</button>
          <span>{drill.skip + 1}–{Math.min(listed.count, drill.skip + pageSize)} / {listed.count}</span>
          <button type="button" class="clear" disabled={drill.skip + pageSize >= listed.count} onClick={() => go({ drill: { ...drill, skip: drill.skip + pageSize } })}>{say('next', language)} →</button>
        </div>
      )}
    </>
  );
}
