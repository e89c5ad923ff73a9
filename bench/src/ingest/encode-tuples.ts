import type { LoaderTask } from './ceiling-loader.ts';

const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const EPOCH_2000_US = 946_684_800_000_000n;

/** Encodes the rows of a workload as whole binary COPYs, in advance and without haste. */
export function encodeTuples(task: LoaderTask): Buffer[] {
  const { tags, rowsPerCopy, order } = task;
  const seconds = Math.max(1, Math.round(task.rows / tags));
  const secondsPerCopy = Math.max(1, Math.round(rowsPerCopy / tags));
  const copies: Buffer[] = [];
  for (let first = 0; first < seconds; first += secondsPerCopy) {
    const last = Math.min(seconds, first + secondsPerCopy);
    const places: [second: number, tag: number][] = [];
    for (let second = first; second < last; second++) {
      for (let tag = 0; tag < tags; tag++) places.push([second, tag]);
    }
    if (order === 'tag') places.sort(([s1, t1], [s2, t2]) => t1 - t2 || s1 - s2);
    copies.push(encodeCopy(places, task));
  }
  return copies;
}

function encodeCopy(
  places: readonly (readonly [second: number, tag: number])[],
  { startUs, status }: LoaderTask,
): Buffer {
  const statusBytes = status === 'int4' ? 4 : 2;
  const rowBytes = 2 + 12 + 12 + 8 + 4 + statusBytes;
  const copy = Buffer.alloc(HEADER.length + places.length * rowBytes + 2);
  HEADER.copy(copy);
  let at = HEADER.length;
  for (const [second, tag] of places) {
    const time = BigInt(startUs + second * 1e6) - EPOCH_2000_US;
    at = copy.writeInt16BE(4, at);
    at = copy.writeInt32BE(8, at);
    at = copy.writeBigInt64BE(time, at);
    at = copy.writeInt32BE(8, at);
    // Values have a device's single precision, so that sealing may store them so.
    at = copy.writeDoubleBE(Math.fround(100 + tag + Math.sin(second)), at);
    at = copy.writeInt32BE(4, at);
    at = copy.writeInt32BE(tag + 1, at);
    at = copy.writeInt32BE(statusBytes, at);
    at = statusBytes === 4 ? copy.writeInt32BE(0, at) : copy.writeInt16BE(0, at);
  }
  copy.writeInt16BE(-1, at);
  return copy;
}
