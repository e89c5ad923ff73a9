import { connect } from '@varve/db';
import { sealHistory } from '@varve/historian';
import { Command } from 'commander';
import { createSampleEncoder } from '../../../packages/historian/src/segment/sample-encoder.ts';
import { createSampleColumns } from '../../../packages/historian/src/copy/sample-columns.ts';
import { copyPart } from '../copy-part.ts';
import { findStores, PEERS_HELP } from '../peer/find-stores.ts';
import { densityRows, measureDensity } from '../peer/measure-density.ts';
import { sampleCountOf, spanOf, type SampleSet, type TagSamples } from '../peer/sample-set.ts';
import { reportRow, type Goal, type Report, type ReportRow } from '../report.ts';
import { emptySamples, setSamplePolicy, storedSamples } from '../sample-tables.ts';
import { query, type BenchDatabase } from '../open-bench-database.ts';
import { withBench } from '../with-bench.ts';
import { sampleShapes, type SampleShape } from './sample-shapes.ts';

interface ShapesOptions {
  readonly tags: number;
  readonly seconds: number;
  readonly flush: number;
  readonly peers?: true;
}

const US_PER_HOUR = 3_600_000_000;
/** Tags that peers are given: what a sample takes does not depend on it. */
const MOST_PEER_TAGS = 100;
const RATIO_GOALS = { 'ratio.victoriametrics.float32.regular.bytes': { atMost: 0.9 } };

/** `bench shapes` */
export function shapesCommand(): Command {
  const command = new Command('shapes').description(
    'bytes of a sample with its index, for kinds of signals: as flushed, and after small segments were merged',
  );
  return withBench(command, runShapes)
    .option('--tags <number>', 'tags of each kind', Number, 500)
    .option('--seconds <number>', 'samples of each tag, at 1 Hz', Number, 7_200)
    .option('--flush <number>', 'samples of a tag in a flush', Number, 250)
    .option('--peers', PEERS_HELP);
}

/** Stores each kind of signal in an empty database. */
async function runShapes(
  { connectionString }: BenchDatabase,
  options: ShapesOptions,
): Promise<Omit<Report, 'machine'>> {
  await setSamplePolicy(connectionString, { storage: 'segments', seals: true });
  const { tags, seconds, flush } = options;
  const stores = options.peers ? await findStores() : [];
  const rows: Report['rows'][number][] = [];
  for (const shape of sampleShapes()) {
    const { mostBytes } = shape;
    process.stderr.write(`${shape.name}\n`);
    const samples = samplesOf(shape, { tags, seconds });
    const { flushed, merged, vacuumed } = await measureShape(connectionString, samples, flush);
    const row = (name: string, bytes: number, goal?: Goal): ReportRow =>
      reportRow(`${shape.name}.${name}`, 'bytes', [bytes], goal);
    rows.push(row('flushed.bytesPerSample', flushed, { atMost: mostBytes.flushed }));
    rows.push(row('merged.bytesPerSample', merged, { atMost: mostBytes.merged }));
    rows.push(row('merged.withFreeSpace', vacuumed));
    const given = { ...samples, tags: samples.tags.slice(0, MOST_PEER_TAGS) };
    const density = await measureDensity(stores, { title: shape.name, samples: given, copies: 1 });
    rows.push(...densityRows(`${shape.name}.`, density, merged, RATIO_GOALS));
  }
  return {
    bench: `shapes, ${seconds} samples of ${tags} tags, ${flush} of a tag in a flush`,
    rows,
  };
}

/** Samples of the last hours that have passed, a second apart. */
function samplesOf(
  shape: SampleShape,
  { tags, seconds }: Pick<ShapesOptions, 'tags' | 'seconds'>,
): SampleSet {
  const startUs = thisHourUs() - Math.ceil((seconds * 1e6) / US_PER_HOUR) * US_PER_HOUR;
  return {
    isSingle: shape.isSingle,
    tags: Array.from({ length: tags }, (_, tag): TagSamples => {
      const times = new Float64Array(seconds);
      const values = new Float64Array(seconds);
      for (let second = 0; second < seconds; second++) {
        const { lateUs, value } = shape.next(tag);
        times[second] = startUs + second * 1e6 + lateUs;
        values[second] = value;
      }
      return { times, values };
    }),
  };
}

function thisHourUs(): number {
  return Math.floor((Date.now() * 1_000) / US_PER_HOUR) * US_PER_HOUR;
}

async function measureShape(
  connectionString: string,
  samples: SampleSet,
  flush: number,
): Promise<{ readonly flushed: number; readonly merged: number; readonly vacuumed: number }> {
  const { firstUs, lastUs } = spanOf(samples);
  const sampleCount = sampleCountOf(samples);
  await emptySamples(connectionString, firstUs / 1e6, lastUs / 1e6);
  await storeFlushes(connectionString, samples, flush);
  const flushed = await bytesPerSample(connectionString, sampleCount);
  await sealHistory({ database: connectionString, beforeUs: thisHourUs() });
  // Segments of the next hours use the space that small ones have left: the first number includes it, the second does not.
  await query(connectionString, 'VACUUM timeseries.segments');
  const vacuumed = await bytesPerSample(connectionString, sampleCount);
  await query(connectionString, 'VACUUM (FULL) timeseries.segments');
  const merged = await bytesPerSample(connectionString, sampleCount);
  return { flushed, merged, vacuumed };
}

async function storeFlushes(
  connectionString: string,
  { tags }: SampleSet,
  flush: number,
): Promise<void> {
  const encoder = createSampleEncoder('segments');
  const client = await connect(connectionString, 'bench');
  const seconds = tags[0]!.times.length;
  try {
    for (let first = 0; first < seconds; first += flush) {
      const samples = createSampleColumns(tags.length * Math.min(flush, seconds - first));
      for (const [index, { times, values }] of tags.entries()) {
        const ofFlush = times.subarray(first, first + flush);
        samples.tag.fill(index + 1, samples.length, samples.length + ofFlush.length);
        samples.time.set(ofFlush, samples.length);
        samples.value.set(values.subarray(first, first + flush), samples.length);
        samples.length += ofFlush.length;
      }
      const block = encoder.encode({ ...samples, isNull: undefined }, undefined);
      for (const part of block.parts) await copyPart(client, part);
    }
  } finally {
    await client.end();
  }
}

async function bytesPerSample(connectionString: string, expected: number): Promise<number> {
  const { sampleCount, bytes } = await storedSamples(connectionString);
  if (sampleCount !== expected) throw new Error(`expected ${expected} samples, got ${sampleCount}`);
  return bytes / sampleCount;
}
