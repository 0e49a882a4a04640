// What stands on which page: measures and dimensions by the ids of the catalogue.
import type { PeriodWords } from './api';

export type Kind = 'card' | 'line' | 'bars' | 'matrix' | 'heat' | 'changed' | 'due' | 'distribution';

export interface Visual {
  id: string;
  kind: Kind;
  /** English, Danish; of a card the measure's own. */
  title?: [string, string];
  measures: string[];
  by?: string[];
  /** Of twelve columns. */
  span: number;
  top?: number;
  stacked?: boolean;
  /** Shares of each bar. */
  whole?: boolean;
  /** Beside the value of a card. */
  beside?: string;
  compare?: boolean;
  period?: PeriodWords;
  horizontal?: boolean;
  /** Of a matrix: the highest first. */
  byLoad?: boolean;
}

export interface PageLayout { id: 'overview' | 'sla' | 'queue' | 'teams' | 'changes' | 'problems'; live?: boolean; note?: 'notForAppraisal'; visuals: Visual[] }

const card = (measure: string, beside?: string): Visual => ({ id: `card-${measure}`, kind: 'card', measures: beside ? [measure, beside] : [measure], beside, compare: true, span: 0 });

export const layouts: PageLayout[] = [
  {
    id: 'overview',
    visuals: [
      card('resolutionSla'), card('honestSla'), card('restoreMean'), card('backlog', 'netFlow'), card('reopenRate'), card('csat'), card('changeSuccess'),
      { id: 'sla-by-month', kind: 'line', title: ['Resolution SLA by month and priority', 'SLA for løsning pr. måned og prioritet'], measures: ['resolutionSla'], by: ['month', 'priority'], span: 7 },
      { id: 'flow', kind: 'bars', title: ['Opened and resolved by month', 'Oprettet og løst pr. måned'], measures: ['opened', 'resolved'], by: ['month'], span: 5 },
      { id: 'changed', kind: 'changed', title: ['What changed: resolution SLA by team', 'Hvad ændrede sig: SLA for løsning pr. team'], measures: ['resolutionSla'], by: ['team'], compare: true, span: 7 },
      { id: 'open-by-priority', kind: 'bars', title: ['Open now by age and priority', 'Åbne nu efter alder og prioritet'], measures: ['openNow'], by: ['age', 'priority'], stacked: true, span: 5 },
    ],
  },
  {
    id: 'sla',
    visuals: [
      { id: 'priorities', kind: 'matrix', title: ['Service levels by priority', 'Serviceniveauer pr. prioritet'], measures: ['responseSla', 'resolutionSla', 'honestSla', 'breachDepthP90', 'resolveMean', 'resolveP90'], by: ['priority'], span: 12 },
      { id: 'team-priority', kind: 'heat', title: ['Resolution SLA by team and priority', 'SLA for løsning pr. team og prioritet'], measures: ['resolutionSla'], by: ['team', 'priority'], span: 7 },
      { id: 'risk', kind: 'bars', title: ['At risk now', 'I fare nu'], measures: ['atRisk50', 'atRisk75', 'atRisk85', 'atRisk95', 'breachedOpen'], by: ['priority'], stacked: true, horizontal: true, span: 5 },
      { id: 'distribution', kind: 'bars', title: ['Time to resolve: median and p90', 'Løsningstid: median og p90'], measures: ['resolveP50', 'resolveP90'], by: ['priority'], span: 5 },
      { id: 'waiting', kind: 'bars', title: ['Time waiting by reason', 'Ventetid pr. grund'], measures: ['waiting'], by: ['waitReason'], horizontal: true, span: 7 },
      { id: 'breaches', kind: 'bars', title: ['Breaches by category', 'Brud pr. kategori'], measures: ['breached'], by: ['category'], top: 12, horizontal: true, span: 5 },
      { id: 'breach-hours', kind: 'heat', title: ['Breaches by weekday and hour of resolution', 'Brud pr. ugedag og time for løsning'], measures: ['breached'], by: ['weekday', 'hourOfDay'], span: 7 },
    ],
  },
  {
    id: 'queue',
    live: true,
    visuals: [
      card('openNow'), card('unassigned'), card('breachedOpen'), card('dueSoon'), card('majorsOpen'), card('updateFlags', 'updateFlagAgeP90'), card('daysOfBacklog'),
      { id: 'next', kind: 'due', title: ['Next to breach', 'Næste brud'], measures: ['openNow'], span: 7 },
      { id: 'age', kind: 'bars', title: ['Age of what is open', 'Alder på det åbne'], measures: ['openNow'], by: ['age', 'priority'], stacked: true, span: 5 },
      { id: 'arrivals', kind: 'bars', title: ['Arrivals of the last seven days by hour of day', 'Tilgang de seneste syv dage pr. time på dagen'], measures: ['opened', 'resolved'], by: ['hourOfDay'], period: { word: 'last7Days' }, span: 7 },
      { id: 'stale', kind: 'matrix', title: ['Untouched for five days', 'Uberørt i fem dage'], measures: ['openNow', 'stale'], by: ['team'], byLoad: true, span: 5 },
    ],
  },
  {
    id: 'teams',
    note: 'notForAppraisal',
    visuals: [
      { id: 'load', kind: 'matrix', title: ['Load and quality by team', 'Belastning og kvalitet pr. team'], measures: ['openNow', 'unassigned', 'resolved', 'resolutionSla', 'firstResponseP50', 'reassignmentsMean', 'reopenRate'], by: ['team'], byLoad: true, span: 12 },
      { id: 'moves', kind: 'heat', title: ['From team to team', 'Fra team til team'], measures: ['moves'], by: ['fromTeam', 'toTeam'], span: 7 },
      { id: 'first', kind: 'line', title: ['Resolved at first contact and in first line', 'Løst ved første kontakt og i første linje'], measures: ['firstContact', 'firstLevel'], by: ['month'], span: 5 },
      { id: 'escalation', kind: 'line', title: ['Escalated', 'Eskaleret'], measures: ['functionalEscalation', 'hierarchicalEscalation'], by: ['month'], span: 5 },
      { id: 'pingpong', kind: 'bars', title: ['Ping-pong by team', 'Pingpong pr. team'], measures: ['pingPong'], by: ['team'], horizontal: true, span: 7 },
    ],
  },
  {
    id: 'changes',
    visuals: [
      card('changeSuccess'), card('changeFailed'), card('emergencyChanges'), card('changeLeadP50', 'changeLeadP90'), card('causedByChange'), card('firstPassYield'), card('reviewsWaiting'),
      { id: 'success', kind: 'line', title: ['Change success by month', 'Vellykkede ændringer pr. måned'], measures: ['changeSuccess', 'changeFailed'], by: ['month'], span: 7 },
      { id: 'types', kind: 'matrix', title: ['By type', 'Pr. type'], measures: ['changesClosed', 'changeSuccess', 'changeFailed', 'changeLeadP90'], by: ['type'], span: 5 },
      { id: 'reviews', kind: 'matrix', title: ['Reviews by stage', 'Godkendelser pr. trin'], measures: ['reviewTime', 'reviewTimeP90', 'reviewRejected', 'reviewsWaiting'], by: ['stage'], span: 7 },
    ],
  },
  {
    id: 'problems',
    visuals: [
      card('problemsOpen'), card('knownErrorShare', 'knownErrorAge'), card('recurring'), card('rootCauseP50'), card('problemCloseP50'),
      { id: 'recurrence', kind: 'bars', title: ['Incidents by category', 'Hændelser pr. kategori'], measures: ['opened'], by: ['category', 'subcategory'], top: 10, stacked: true, horizontal: true, span: 7 },
      { id: 'problem-age', kind: 'bars', title: ['Open problems by age', 'Åbne problemer efter alder'], measures: ['problemsOpen'], by: ['age', 'status'], stacked: true, span: 5 },
    ],
  },
];

