// What the desk answers, as docs/openapi.json says it.
export interface Period { from: string; to: string; partial: boolean; defaulted: boolean }
export interface Figure { value?: number; part?: number; of?: number; withheld?: boolean }
export interface Row { key: (string | null)[]; figures: Figure[]; previous?: Figure[] }
export interface Answer { id: string; by: string[]; measures: string[]; period: Period; compare?: Period; rows: Row[]; total: Row; leftOut: number }
export interface Page { asOf?: string; snapshot?: string; zone: string; tickets: number; lastAt?: string; visuals: Answer[] }
export interface Filter { dimension: string; in: (string | null)[]; not?: boolean }
export interface PeriodWords { word?: string; from?: string; to?: string }
export interface VisualQuery { id: string; measures: string[]; by?: string[]; filters?: Filter[]; period?: PeriodWords; compare?: string; top?: number }
export interface Query { v: 1; filters: Filter[]; period?: PeriodWords; compare?: string; visuals: VisualQuery[] }
export interface Drill { measure: string; filters: Filter[]; period?: PeriodWords; part?: 'all' | 'numerator' | 'rest'; sort?: string; skip?: number; top?: number }
export interface Ticket {
  number: string; kind: string; status: string; priority: number; team?: string; agent?: string; category?: string; subcategory?: string; service?: string; channel?: string;
  openedAt: string; respondedAt?: string; resolvedAt?: string; closedAt?: string; resolutionSla?: string; dueAt?: string; goalSeconds?: number; countedSeconds?: number;
  resolveSeconds?: number; waitedSeconds?: number; reassignments: number; reopenings: number;
}
export interface Tickets { asOf?: string; snapshot?: string; period: Period; count: number; tickets: Ticket[] }
export interface Measure {
  id: string; number: number; label: string; meaning: string; form: string; unit: 'count' | 'share' | 'duration' | 'score' | 'number'; basis: string; additivity: string; isShare: boolean;
  higherIsBetter?: boolean; asOfNow: boolean; target?: number; table: string;
}
export interface Dimension { id: string; label: string; form: string; grain?: string; table: string; labels?: Record<string, string> }
export interface Catalogue { measures: Measure[]; dimensions: Dimension[]; hierarchies: { id: string; label: string; dimensions: string[] }[]; periods: string[]; aggregatesOnly: boolean }

/** What the desk refused, in its own words. */
export class Refusal extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname);
const remembered = 'report.caller';

/** Who is signed in is the platform's to say; on one's own machine, where there is none, it is chosen here. */
export const canChooseCaller = loopback;

export interface Caller { name: string; role: string }

export const callers: Caller[] = [
  { name: 'mia', role: 'ProcessManager' },
  { name: 'lea', role: 'TeamLeader' },
  { name: 'bo', role: 'Agent.L1' },
  { name: 'vera', role: 'ReportingViewer' },
];

export function caller(): Caller {
  return callers.find((one) => one.name === localStorage.getItem(remembered)) ?? callers[0]!;
}

export function becomeCaller(name: string): void {
  localStorage.setItem(remembered, name);
}

function headers(language: string): Record<string, string> {
  const all: Record<string, string> = { 'Accept-Language': language };
  if (loopback) {
    const { name, role } = caller();
    const claims = [['oid', name], ['name', name], ['email', `${name}@example.org`], ['roles', role]].map(([typ, val]) => ({ typ, val }));
    all['X-MS-CLIENT-PRINCIPAL'] = btoa(JSON.stringify({ claims }));
  }
  return all;
}

async function call<T>(path: string, language: string, init: RequestInit = {}): Promise<T> {
  const reply = await fetch(path, { ...init, headers: { ...headers(language), ...(init.body ? { 'Content-Type': 'application/json' } : {}) } });
  if (reply.ok) return (await reply.json()) as T;
  let detail = `${reply.status} ${reply.statusText}`;
  try {
    const problem = (await reply.json()) as { detail?: string; errors?: { detail: string }[] };
    detail = [problem.detail, ...(problem.errors ?? []).map((error) => error.detail)].filter(Boolean).join(' ') || detail;
  } catch {
    // What is no problem document has nothing more to say.
  }
  throw new Refusal(reply.status, detail);
}

export const readCatalogue = (language: string) => call<Catalogue>('/api/reports/catalogue', language);

export const ask = (query: Query, language: string, signal: AbortSignal) => call<Page>('/api/reports/query', language, { method: 'POST', body: JSON.stringify(query), signal });

export const drill = (query: Drill, language: string, signal: AbortSignal) => call<Tickets>('/api/reports/tickets', language, { method: 'POST', body: JSON.stringify(query), signal });
