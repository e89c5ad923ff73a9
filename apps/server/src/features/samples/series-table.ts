/** Series of the line protocol by their bytes, numbered from 0 in the order in which they came. */
export interface SeriesTable {
  /** Name of the tag that the field `value` of a series is a value of, by number. */
  readonly bases: readonly string[];
  /** Whether one more of so many bytes may be added. */
  hasRoom(bytes: number): boolean;
  /**
   * Finds a series by its bytes.
   *
   * @param hash - of them, by `hashByte` from `HASH_START` on
   * @returns its number, -1 where it is not known
   */
  find(body: Uint8Array, from: number, to: number, hash: number): number;
  /** Adds a series that is not known. @returns its number, -1 where too many have a hash like its own */
  add(body: Uint8Array, series: SeriesBytes, base: string): number;
}

/** Where the bytes of a series stand, and their hash. */
interface SeriesBytes {
  readonly from: number;
  readonly to: number;
  readonly hash: number;
}

type Columns = [starts: Int32Array, lengths: Int32Array, hashes: Int32Array];

export const HASH_START = 0x811c9dc5 | 0;
const FIRST_SIZE = 256;
const MOST_SERIES = 32_768;
const MOST_BYTES = 4 * 1_048_576;
/** Who sends names of one hash on purpose makes nobody look further. */
const MOST_LOOKS = 16;
/** Places for a series: most are found at the first look. */
const PLACES = 4;

/** The next step of a hash: FNV-1a (RFC 9923) of 32 bits. */
export function hashByte(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

/** Makes an empty table. */
export function createSeriesTable(): SeriesTable {
  const bases: string[] = [];
  let bytes = new Uint8Array(64 * FIRST_SIZE);
  let used = 0;
  let [starts, lengths, hashes] = columnsOf(FIRST_SIZE);
  /** Numbers plus one; 0 is a free place. */
  let places = new Int32Array(PLACES * FIRST_SIZE);
  const put = (hash: number, number: number): boolean => {
    const mask = places.length - 1;
    for (let look = 0; look < MOST_LOOKS; look++) {
      const place = (spread(hash) + look) & mask;
      if (places[place] !== 0) continue;
      places[place] = number + 1;
      return true;
    }
    return false;
  };
  const makeRoom = (length: number): void => {
    if (used + length > bytes.length) bytes = copied(bytes, new Uint8Array(2 * (used + length)));
    if (bases.length < starts.length) return;
    const larger = columnsOf(2 * starts.length);
    [starts, lengths, hashes] = [
      copied(starts, larger[0]),
      copied(lengths, larger[1]),
      copied(hashes, larger[2]),
    ];
    places = new Int32Array(PLACES * starts.length);
    for (let number = 0; number < bases.length; number++) put(hashes[number]!, number);
  };
  return {
    bases,
    hasRoom: (length) => bases.length < MOST_SERIES && used + length <= MOST_BYTES,
    find(body, from, to, hash) {
      const length = to - from;
      const mask = places.length - 1;
      for (let look = 0; look < MOST_LOOKS; look++) {
        const number = places[(spread(hash) + look) & mask]! - 1;
        if (number < 0) return -1;
        if (hashes[number] !== hash || lengths[number] !== length) continue;
        const start = starts[number]!;
        let at = 0;
        while (at < length && body[from + at] === bytes[start + at]) at++;
        if (at === length) return number;
      }
      return -1;
    },
    add(body, { from, to, hash }, base) {
      const length = to - from;
      makeRoom(length);
      const number = bases.length;
      if (!put(hash, number)) return -1;
      bytes.set(body.subarray(from, to), used);
      starts[number] = used;
      lengths[number] = length;
      hashes[number] = hash;
      used += length;
      bases.push(base);
      return number;
    },
  };
}

function columnsOf(size: number): Columns {
  return [new Int32Array(size), new Int32Array(size), new Int32Array(size)];
}

function copied<Column extends Uint8Array | Int32Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}

/** The last byte of a text changes the low bits most, and the high ones less. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}
