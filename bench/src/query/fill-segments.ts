import { connect } from '@varve/db';
import { createSampleColumns } from '../../../packages/historian/src/copy/sample-columns.ts';
import { encodeArchive } from '../../../packages/historian/src/seal/encode-archive.ts';
import { copyPart } from '../copy-part.ts';
import { mulberry32 } from '../ingest/workload.ts';
import { makeSegmentPartitions } from '../sample-tables.ts';

/** Tags with a float32 random walk of a sample a second, for whole hours. */
export interface ArchiveSpan {
  readonly firstTag: number;
  readonly tags: number;
  /** Seconds since 1970, a whole hour. */
  readonly startS: number;
  readonly hours: number;
}

const SECONDS_PER_HOUR = 3_600;
/** About a million samples, as a batch of sealing. */
const SEGMENTS_PER_COPY = 277;
const PROGRESS_MS = 10_000;

/** Fills `timeseries.segments` in the order, and with the segments, that sealing hour by hour leaves behind. */
export async function fillSegments(connectionString: string, span: ArchiveSpan): Promise<void> {
  const { firstTag, tags, startS, hours } = span;
  const endS = startS + hours * SECONDS_PER_HOUR;
  await makeSegmentPartitions(connectionString, startS, endS);
  const client = await connect(connectionString, 'bench');
  const walk = randomWalk();
  let toldAt = performance.now();
  try {
    for (let first = 0; first < tags * hours; first += SEGMENTS_PER_COPY) {
      const end = Math.min(tags * hours, first + SEGMENTS_PER_COPY);
      const samples = createSampleColumns((end - first) * SECONDS_PER_HOUR);
      for (let segment = first; segment < end; segment++) {
        const hour = Math.floor(segment / tags);
        const startUs = (startS + hour * SECONDS_PER_HOUR) * 1e6;
        const { length } = samples;
        samples.length += SECONDS_PER_HOUR;
        samples.tag.fill(firstTag + (segment % tags), length, samples.length);
        // The hours of a tag follow each other in the walk, and no two tags have the same.
        samples.value.set(walk(segment), length);
        for (let second = 0; second < SECONDS_PER_HOUR; second++) {
          samples.time[length + second] = startUs + second * 1e6;
        }
      }
      for (const part of encodeArchive(samples)) await copyPart(client, part);
      if (performance.now() - toldAt < PROGRESS_MS) continue;
      toldAt = performance.now();
      const done = (end * SECONDS_PER_HOUR) / 1e6;
      const all = (tags * hours * SECONDS_PER_HOUR) / 1e6;
      process.stderr.write(`${done.toFixed(0)} of ${all.toFixed(0)} million samples\n`);
    }
  } finally {
    await client.end();
  }
}

/** Gives hours of one long walk that is built once. */
function randomWalk(): (hour: number) => Float32Array {
  const random = mulberry32(1);
  const values = new Float32Array(64 * SECONDS_PER_HOUR);
  let value = 1_000;
  for (let at = 0; at < values.length; at++) {
    value += random() - 0.5;
    values[at] = value;
  }
  return (hour) => {
    const from = (hour * 1_009) % (values.length - SECONDS_PER_HOUR);
    return values.subarray(from, from + SECONDS_PER_HOUR);
  };
}
