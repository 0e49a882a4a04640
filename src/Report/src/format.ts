// Numbers as people read them; the language's own separators.
import type { Figure, Measure, Period } from './api';

export type Language = 'en' | 'da';

const locale = (language: Language) => (language === 'da' ? 'da-DK' : 'en-GB');

export function duration(seconds: number, language: Language): string {
  const minutes = Math.round(seconds / 60), hours = seconds / 3600, days = hours / 24;
  const of = (value: number, digits: number) => value.toLocaleString(locale(language), { maximumFractionDigits: digits });
  if (seconds < 60) return `${of(seconds, 0)} s`;
  if (minutes < 60) return `${minutes} min`;
  if (hours < 24) return `${of(hours, 1)} ${language === 'da' ? 't' : 'h'}`;
  if (days < 10) return Math.floor(hours % 24) === 0 ? `${Math.floor(days)} d` : `${Math.floor(days)} d ${Math.floor(hours % 24)} ${language === 'da' ? 't' : 'h'}`;
  return `${of(days, 0)} d`;
}

export function number(value: number | undefined, measure: Measure, language: Language): string {
  if (value === undefined) return '–';
  switch (measure.unit) {
    case 'share':
      return `${(value * 100).toLocaleString(locale(language), { maximumFractionDigits: Math.abs(value) >= 0.9995 || value === 0 ? 0 : 1 })} %`;
    case 'duration':
      return duration(value, language);
    case 'count':
      return value.toLocaleString(locale(language), { maximumFractionDigits: 0 });
    default:
      return value.toLocaleString(locale(language), { maximumFractionDigits: 1 });
  }
}

/** "912 / 960": what a ratio was made of. */
export function made(figure: Figure, measure: Measure, language: Language): string {
  const whole = (value: number) => value.toLocaleString(locale(language));
  if (measure.isShare && figure.of !== undefined && figure.part !== undefined) return `${whole(figure.part)} / ${whole(figure.of)}`;
  return figure.of !== undefined ? `n = ${whole(figure.of)}` : '';
}

/** How a value differs from the one before: shares in points, everything else in percent. */
export function change(now: number | undefined, before: number | undefined, measure: Measure, language: Language): { text: string; direction: -1 | 0 | 1 } | undefined {
  if (now === undefined || before === undefined) return undefined;
  const points = measure.unit === 'share';
  if (!points && before === 0) return undefined;
  const by = points ? (now - before) * 100 : ((now - before) / before) * 100;
  const rounded = Math.round(by * 10) / 10;
  const text = Math.abs(rounded).toLocaleString(locale(language), { maximumFractionDigits: 1 });
  return { text: `${text} ${points ? (language === 'da' ? 'pct.-point' : 'pp') : '%'}`, direction: rounded > 0 ? 1 : rounded < 0 ? -1 : 0 };
}

export function instant(text: string, language: Language, zone: string): string {
  return new Date(text).toLocaleString(locale(language), { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
}

export function period(of: Period, language: Language): string {
  const day = (text: string) => new Date(`${text}T00:00:00Z`).toLocaleDateString(locale(language), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return `${day(of.from)} – ${day(of.to)}`;
}

/** "2026-03" as "Mar 26". */
export function stretch(name: string, language: Language): string {
  const month = /^(\d{4})-(\d{2})$/.exec(name);
  if (month) return new Date(Date.UTC(Number(month[1]), Number(month[2]) - 1)).toLocaleDateString(locale(language), { month: 'short', year: '2-digit', timeZone: 'UTC' });
  const day = /^\d{4}-\d{2}-\d{2}$/.test(name);
  return day ? new Date(`${name}T00:00:00Z`).toLocaleDateString(locale(language), { day: 'numeric', month: 'short', timeZone: 'UTC' }) : name;
}
