import { qualityOf, type SampleBatch } from '@varve/protocols';
import { labelOf, type TagLabels } from '../tags/tag-labels.ts';

/** Which samples become lines, and of what. */
export interface LineOptions {
  readonly measurement: string;
  /** The first sample that is written. */
  readonly from: number;
  /** The first behind it that is not. */
  readonly to: number;
}

/**
 * Writes samples as lines of InfluxDB's line protocol, times in microseconds:
 *
 *     samples,tag=well-7/thp,unit=psi value=12.5,status=0i,quality="GOOD" 1790000000000000
 *
 * In InfluxQL `tag` is a keyword, and wants quotes: `WHERE "tag" = 'well-7/thp'`.
 *
 * InfluxDB has no NaN and no infinities: such a sample, and a Bad one without a value, goes without the field `value`.
 *
 * @param samples - numbered by the database's ids of their tags
 *
 * Source: InfluxDB 1.8 documentation, "InfluxDB line protocol reference", "Special characters".
 */
export function encodeLines(
  { tag, time, value, status }: SampleBatch,
  labels: TagLabels,
  { measurement, from, to }: LineOptions,
): string[] {
  const start = escapeMeasurement(measurement);
  const lines: string[] = [];
  // Rows come sorted by tag.
  let tagId = Number.NaN;
  let series = '';
  for (let at = from; at < to; at++) {
    if (tag[at]! !== tagId) {
      tagId = tag[at]!;
      const { name, unit } = labelOf(labels, tagId);
      series = `${start},tag=${escapeTagValue(name)}`;
      // An empty tag value is not allowed.
      if (unit !== '') series += `,unit=${escapeTagValue(unit)}`;
    }
    const number = Number.isFinite(value[at]!) ? `value=${value[at]!},` : '';
    const code = status[at]!;
    lines.push(`${series} ${number}status=${code}i,quality="${qualityOf(code)}" ${time[at]!}`);
  }
  return lines;
}

/** Escapes what parts a measurement from the rest of its line. */
export function escapeMeasurement(text: string): string {
  return withoutControls(text).replaceAll(/[, ]/g, String.raw`\$&`);
}

/** Escapes what parts a tag's value from the rest of its line. */
export function escapeTagValue(text: string): string {
  return withoutControls(text).replaceAll(/[,= ]/g, String.raw`\$&`);
}

/** Line feeds cannot be escaped, and a backslash at the end would escape what follows: both are shown in another way. */
function withoutControls(text: string): string {
  return text
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`)
    .replaceAll('\t', String.raw`\t`)
    .replace(/\\+$/, (slashes) => '/'.repeat(slashes.length));
}
