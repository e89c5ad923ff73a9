/**
 * Last sample of every tag, in shared memory: workers write, everybody reads.
 *
 * A row is guarded by its version: odd while it is written, so that a reader who sees the same even version before and
 * after has a whole row. One tag has one writer at a time.
 */
export interface SnapshotTable {
  /** Number of writes, twice; 0 before the first. */
  readonly version: Int32Array<SharedArrayBuffer>;
  /** Microseconds since 1970. */
  readonly time: Float64Array<SharedArrayBuffer>;
  readonly value: Float64Array<SharedArrayBuffer>;
  readonly status: Int32Array<SharedArrayBuffer>;
}

/** Makes an empty table. */
export function createSnapshotTable(tagCount: number): SnapshotTable {
  return {
    version: new Int32Array(new SharedArrayBuffer(tagCount * 4)),
    time: new Float64Array(new SharedArrayBuffer(tagCount * 8)),
    value: new Float64Array(new SharedArrayBuffer(tagCount * 8)),
    status: new Int32Array(new SharedArrayBuffer(tagCount * 4)),
  };
}

/** Puts a sample into the table. */
export function writeSnapshot(
  table: SnapshotTable,
  tag: number,
  { time, value, status }: Pick<Snapshot, 'time' | 'value' | 'status'>,
): void {
  // Odd also after a writer that ended in the middle of a row and left it so.
  const writing = Atomics.load(table.version, tag) | 1;
  Atomics.store(table.version, tag, writing);
  table.time[tag] = time;
  table.value[tag] = value;
  table.status[tag] = status;
  // 0 stands for no row: it is passed over where the count begins again.
  Atomics.store(table.version, tag, writing + 1 || 2);
}

/** One row of the table. */
export interface Snapshot {
  /** Position of the tag in the historian's list. */
  readonly tag: number;
  /** Microseconds since 1970. */
  readonly time: number;
  /** NaN where a bad sample has none. */
  readonly value: number;
  readonly status: number;
  readonly version: number;
}

// A row is written in nanoseconds: who finds it unfinished for so long waits for a thread that has ended.
const MOST_READS = 100_000;

/** Reads a row; undefined before the first sample, and where the thread that wrote it ended in the middle. */
export function readSnapshot(table: SnapshotTable, tag: number): Snapshot | undefined {
  for (let read = 0; read < MOST_READS; read++) {
    const version = Atomics.load(table.version, tag);
    if (version === 0) return undefined;
    const snapshot = {
      tag,
      time: table.time[tag]!,
      value: table.value[tag]!,
      status: table.status[tag]!,
      version,
    };
    const isWhole = (version & 1) === 0 && Atomics.load(table.version, tag) === version;
    if (isWhole) return snapshot;
  }
  return undefined;
}
