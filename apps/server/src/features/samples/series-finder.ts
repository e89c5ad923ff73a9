import { readSeries } from './read-series.ts';
import { createSeriesTable, type SeriesTable } from './series-table.ts';
import type { TagFinder } from './tag-finder.ts';

/** Series that were read of earlier bodies too: what a series means does not change. */
export interface KnownSeries {
  table: SeriesTable;
}

/** Finds the tags of one request by the bytes of their series. */
export interface SeriesFinder {
  /**
   * Finds the tag that the field `value` of a series is a value of.
   *
   * @param hash - of its bytes, by `hashByte` from `HASH_START` on
   * @returns its position where it holds numbers, else -1
   */
  find(body: Buffer, from: number, to: number, hash: number): number;
}

/** Longer ones are not kept. */
const MOST_BYTES = 1_024;
const NOT_LOOKED = -2;
const NONE = -1;

/** Makes a memory of series. */
export function createKnownSeries(): KnownSeries {
  return { table: createSeriesTable() };
}

/** Makes the search of one request. */
export function createSeriesFinder(known: KnownSeries, finder: TagFinder): SeriesFinder {
  let { table } = known;
  let positions = new Int32Array(0);
  const lookUp = (number: number): number => {
    const tag = finder.byName(table.bases[number]!);
    return tag?.holds === 'numbers' ? tag.position : NONE;
  };
  const learn = (body: Buffer, from: number, to: number, hash: number): number => {
    if (to - from > MOST_BYTES) return NONE;
    const base = readSeries(body.toString('utf8', from, to));
    if (typeof base !== 'string') return NONE;
    if (!table.hasRoom(to - from)) {
      // All begin anew, and requests that are under way go on with what they have.
      if (known.table === table) known.table = createSeriesTable();
      ({ table } = known);
      positions = new Int32Array(0);
    }
    return table.add(body, { from, to, hash }, base);
  };
  return {
    find(body, from, to, hash) {
      let number = table.find(body, from, to, hash);
      if (number < 0) number = learn(body, from, to, hash);
      if (number < 0) return NONE;
      if (number >= positions.length) positions = grown(positions, table.bases.length);
      const position = positions[number]!;
      if (position !== NOT_LOOKED) return position;
      return (positions[number] = lookUp(number));
    },
  };
}

function grown(from: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(2 * least).fill(NOT_LOOKED);
  to.set(from);
  return to;
}
