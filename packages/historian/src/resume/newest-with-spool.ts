import type { SampleBatch } from '@varve/protocols';
import type { StoredSample } from '../read/read-newest-samples.ts';
import type { NewestTexts } from './resume-texts.ts';
import { isMark, type NewestSamples } from './resume-filters.ts';
import { decodeParts } from '../segment/decode-parts.ts';
import { SAMPLES_SERIES } from '../spool/block.ts';
import type { SpooledBlock } from '../spool/spooled-block.ts';
import { decodeTextRows, TEXTS_SERIES } from '../copy/text-rows.ts';

/** The newest of each tag, by position, wherever they lie. */
export interface Newest {
  readonly samples: NewestSamples;
  /** The newest that are no marks. */
  readonly values: NewestSamples;
  readonly texts: NewestTexts;
  readonly textValues: NewestTexts;
}

// A start does not wait for gigabytes to be read.
const MOST_ROWS = 5_000_000;

/**
 * Looks for what is newer in the spool than in the database: what a broker sends again after a kill was spooled already, and is
 * known for a repetition by it.
 *
 * @param stored - the newest that the database has
 * @param lacking - blocks that it does not have
 * @param tagIds - the database's id of each tag, by its position
 * @returns undefined where there is too much to look through
 */
export async function newestWithSpool(
  stored: Newest,
  lacking: readonly SpooledBlock[],
  tagIds: Int32Array,
): Promise<Newest | undefined> {
  if (lacking.reduce((sum, { rowCount }) => sum + rowCount, 0) > MOST_ROWS) return undefined;
  const positions = new Map(Array.from(tagIds, (id, position) => [id, position]));
  const samples = new Map(stored.samples);
  const values = new Map(stored.values);
  const texts = new Map(stored.texts);
  const textValues = new Map(stored.textValues);
  for (const block of lacking) {
    const parts = await block.parts();
    if (parts === undefined) continue;
    if (block.series === SAMPLES_SERIES) {
      for (const [position, sample] of samplesOf(decodeParts(parts, block.rowCount), positions)) {
        keepNewer(samples, position, sample);
        if (!isMark(sample)) keepNewer(values, position, sample);
      }
    } else if (block.series === TEXTS_SERIES) {
      for (const text of parts.flatMap(decodeTextRows)) {
        const position = positions.get(text.tagId);
        if (position === undefined) continue;
        keepNewer(texts, position, text);
        if (text.value !== null) keepNewer(textValues, position, text);
      }
    }
  }
  return { samples, values, texts, textValues };
}

function* samplesOf(
  { tag, time, value, status, length }: SampleBatch,
  positions: ReadonlyMap<number, number>,
): Generator<[position: number, sample: StoredSample]> {
  for (let row = 0; row < length; row++) {
    const position = positions.get(tag[row]!);
    if (position === undefined) continue;
    const sample = { tagId: tag[row]!, time: time[row]!, value: value[row]!, status: status[row]! };
    yield [position, sample];
  }
}

function keepNewer<Sample extends { readonly time: number }>(
  newest: Map<number, Sample>,
  position: number,
  sample: Sample,
): void {
  if (sample.time >= (newest.get(position)?.time ?? -Infinity)) newest.set(position, sample);
}
