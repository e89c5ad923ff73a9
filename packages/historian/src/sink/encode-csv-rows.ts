import { qualityOf, type SampleBatch } from '@varve/protocols';
import { labelOf, type TagLabels } from '../tags/tag-labels.ts';

/** First record of every file. */
export const CSV_HEADER = 'time_utc,tag,value,unit,quality,status\r\n';

const US_PER_SECOND = 1_000_000;

/**
 * Writes samples as records of a CSV file: time in ISO 8601 with microseconds, name, value, unit, quality (GOOD,
 * UNCERTAIN, BAD) and the OPC UA status code as the database has it. A sample without a finite value has an empty one.
 *
 * @param samples - numbered by the database's ids of their tags
 * @param from - the first that is written
 * @param to - the first behind it that is not
 *
 * Source: RFC 4180, section 2.
 */
export function encodeCsvRows(
  samples: SampleBatch,
  labels: TagLabels,
  from: number,
  to: number,
): string {
  const { tag, time, value, status } = samples;
  let text = '';
  // Rows come sorted by tag and time: texts of a tag and of a second serve many rows.
  let tagId = Number.NaN;
  let name = '';
  let unit = '';
  let second = Number.NaN;
  let isoSecond = '';
  for (let at = from; at < to; at++) {
    if (tag[at]! !== tagId) {
      tagId = tag[at]!;
      const label = labelOf(labels, tagId);
      name = textField(label.name);
      unit = textField(label.unit);
    }
    const sampleSecond = Math.floor(time[at]! / US_PER_SECOND);
    if (sampleSecond !== second) {
      second = sampleSecond;
      isoSecond = new Date(second * 1_000).toISOString().slice(0, -'000Z'.length);
    }
    const micros = String(time[at]! - second * US_PER_SECOND).padStart(6, '0');
    const code = status[at]!;
    const shown = Number.isFinite(value[at]!) ? String(value[at]!) : '';
    text += `${isoSecond}${micros}Z,${name},${shown},${unit},${qualityOf(code)},${code}\r\n`;
  }
  return text;
}

/** Quotes a text where the format asks for it, and keeps spreadsheets from running it as a formula. */
function textField(text: string): string {
  const harmless = /^[\s\0]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
