import { localTimeMs } from '@varve/calc/calendar-edges';
import type { ReportHead } from './report-head.ts';
import type { ReportCell, ReportColumn } from './report-kind.ts';
import { REPORT_WORDS } from './report-words.ts';

/** How the cells of a report are written for people. */
interface CellTexts {
  readonly cell: (column: ReportColumn, value: ReportCell) => string;
  /** `Nov 30, 2026, 06:00:00 GMT-5` */
  readonly time: (timeMs: number) => string;
  readonly count: (value: number) => string;
}

/** Makes the texts of a language and a clock. */
export function cellTexts({
  language,
  timeZone,
}: Pick<ReportHead, 'language' | 'timeZone'>): CellTexts {
  const times = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'long',
    hourCycle: 'h23',
    timeZone,
  });
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
  const time = (timeMs: number): string => times.format(timeMs);
  return {
    time,
    count: (value) => numbers.format(value),
    cell: ({ kind }, value) => {
      if (value === null) return '';
      if (kind === 'time') return time(value as number);
      if (typeof value === 'object') return value.texts[language];
      return typeof value === 'number' ? numbers.format(value) : value;
    },
  };
}

/** Name of a column with its unit, and with the clock where it has times. */
export function columnTitle({ label, unit, kind }: ReportColumn, head: ReportHead): string {
  const behind = kind === 'time' ? head.timeZone : unit;
  return behind === undefined ? label[head.language] : `${label[head.language]} (${behind})`;
}

/** Facts that are said of a report beside its rows. @param rows - rows in the file, and rows found */
export function factsOf(
  head: ReportHead,
  rows: { readonly inFile: number; readonly found: number },
): readonly (readonly [label: string, text: string])[] {
  const words = REPORT_WORDS[head.language];
  const { time, count } = cellTexts(head);
  const { inFile, found } = rows;
  return [
    [words.period, words.upTo(time(head.fromMs), time(head.toMs))],
    [words.rows, inFile === found ? count(found) : words.cut(count(inFile), count(found))],
    ...head.facts.map(({ label, text }) => [label, text] as const),
    [words.madeAt, `${time(head.madeAtMs)}, ${head.timeZone}`],
    [words.madeBy, head.madeBy],
  ];
}

/** A time with its distance from UTC, `2026-11-30T06:00:00.000-05:00`: for programs. */
export function zonedIso(timeMs: number, timeZone: string): string {
  const localMs = localTimeMs(timeMs, timeZone);
  const minutes = Math.round((localMs - timeMs) / 60_000);
  const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return new Date(localMs).toISOString().replace('Z', offset);
}
