import { browserOffsetMs } from '../../kit/format/browser-offset-ms.ts';
import { qualityOf, statusHex } from '../../kit/format/quality.ts';
import type { Series } from '../../kit/chart/series.ts';

interface CsvRange {
  readonly fromMs: number;
  readonly toMs: number;
}

const HEADER = ['time_utc', 'time_local', 'tag', 'value', 'unit', 'quality', 'status'];
/** Spreadsheets take UTF-8 (°C, m³) for what it is only with this in front. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

/** Writes the samples that a chart shows, a line each, tag by tag (RFC 4180). One that is held from before the range has its own time. */
export function trendCsv(
  series: readonly Series[],
  { fromMs, toMs }: CsvRange,
  offsetMs = browserOffsetMs,
): string {
  const lines = [HEADER.join(',')];
  for (const { tag, timesMs, values, statuses, heldFromMs } of series) {
    const name = csvText(tag.name);
    const unit = csvText(tag.unit);
    for (const [i, timeMs] of timesMs.entries()) {
      const isHeld = i === 0 && heldFromMs !== null && (timesMs[1] ?? toMs) > fromMs;
      if (timeMs > toMs || (timeMs < fromMs && !isHeld)) continue;
      const status = statuses[i]!;
      const time = new Date(isHeld ? heldFromMs : timeMs);
      const cells = [
        time.toISOString(),
        localTime(time.getTime(), offsetMs(time.getTime())),
        name,
        values[i] ?? '',
        unit,
      ];
      lines.push([...cells, qualityOf(status), statusHex(status)].join(','));
    }
  }
  return BYTE_ORDER_MARK + lines.join(LINE_END) + LINE_END;
}

const padded = (value: number, length: number): string => String(value).padStart(length, '0');

/** `2026-11-21 14:03:05.120+01:00`: an hour that the clock repeats is told apart by the offset. */
function localTime(timeMs: number, offsetMs: number): string {
  const clock = new Date(timeMs + offsetMs).toISOString().slice(0, -1).replace('T', ' ');
  const minutes = Math.abs(Math.round(offsetMs / 60_000));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${clock}${offsetMs < 0 ? '-' : '+'}${padded(hours, 2)}:${padded(rest, 2)}`;
}

/** Quotes a text where the format asks for it, and keeps spreadsheets from running it as a formula. */
function csvText(text: string): string {
  const harmless = /^[\s\0]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** `varve-trend-20261121-140305.csv`, named by the end of the range in UTC. */
export function csvFileName({ toMs }: CsvRange): string {
  const stamp = new Date(toMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `varve-trend-${stamp}.csv`;
}
