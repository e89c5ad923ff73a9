import { connect } from '@varve/db';
import { sealHistory } from '@varve/historian';
import { Command } from 'commander';
import { createSampleEncoder } from '../../../packages/historian/src/segment/sample-encoder.ts';
import { createSampleColumns } from '../../../packages/historian/src/copy/sample-columns.ts';
import { copyPart } from '../copy-part.ts';
import { reportRow, type Report } from '../report.ts';
import { emptySamples, setSamplePolicy, storedSamples } from '../sample-tables.ts';
import { query, type BenchDatabase } from '../open-bench-database.ts';
import { withBench } from '../with-bench.ts';
import { sampleShapes, type SampleShape } from './sample-shapes.ts';

interface ShapesOptions {
  readonly tags: number;
  readonly seconds: number;
  readonly flush: number;
}

const US_PER_HOUR = 3_600_000_000;

/** `bench shapes` */
export function shapesCommand(): Command {
  const command = new Command('shapes').description(
    'bytes of a sample with its index, for kinds of signals: as flushed, and after small segments were merged',
  );
  return withBench(command, runShapes)
    .option('--tags <number>', 'tags of each kind', Number, 500)
    .option('--seconds <number>', 'samples of each tag, at 1 Hz', Number, 7_200)
    .option('--flush <number>', 'samples of a tag in a flush', Number, 250);
}

/** Stores each kind of signal in an empty database. */
async function runShapes(
  { connectionString }: BenchDatabase,
  options: ShapesOptions,
): Promise<Omit<Report, 'machine'>> {
  await setSamplePolicy(connectionString, { storage: 'segments', seals: true });
  const rows: Report['rows'][number][] = [];
  for (const shape of sampleShapes()) {
    process.stderr.write(`${shape.name}\n`);
    const goal = { atMost: shape.mostBytes };
    const { flushed, merged, vacuumed } = await measureShape(connectionString, shape, options);
    rows.push(reportRow(`${shape.name}.flushed.bytesPerSample`, 'bytes', [flushed], goal));
    rows.push(reportRow(`${shape.name}.merged.bytesPerSample`, 'bytes', [merged], goal));
    rows.push(reportRow(`${shape.name}.merged.withFreeSpace`, 'bytes', [vacuumed]));
  }
  const { tags, seconds, flush } = options;
  return {
    bench: `shapes, ${seconds} samples of ${tags} tags, ${flush} of a tag in a flush`,
    rows,
  };
}

async function measureShape(
  connectionString: string,
  shape: SampleShape,
  { tags, seconds, flush }: ShapesOptions,
): Promise<{ readonly flushed: number; readonly merged: number; readonly vacuumed: number }> {
  const nowHourUs = Math.floor((Date.now() * 1_000) / US_PER_HOUR) * US_PER_HOUR;
  const startUs = nowHourUs - Math.ceil((seconds * 1e6) / US_PER_HOUR) * US_PER_HOUR;
  await emptySamples(connectionString, startUs / 1e6, nowHourUs / 1e6);
  await storeFlushes(connectionString, shape, { tags, seconds, flush, startUs });
  const flushed = await bytesPerSample(connectionString, tags * seconds);
  await sealHistory({ database: connectionString, beforeUs: nowHourUs });
  // Segments of the next hours use the space that small ones have left: the first number includes it, the second does not.
  await query(connectionString, 'VACUUM timeseries.segments');
  const vacuumed = await bytesPerSample(connectionString, tags * seconds);
  await query(connectionString, 'VACUUM (FULL) timeseries.segments');
  const merged = await bytesPerSample(connectionString, tags * seconds);
  return { flushed, merged, vacuumed };
}

interface Flushes extends ShapesOptions {
  readonly startUs: number;
}

async function storeFlushes(
  connectionString: string,
  shape: SampleShape,
  { tags, seconds, flush, startUs }: Flushes,
): Promise<void> {
  const encoder = createSampleEncoder('segments');
  const client = await connect(connectionString, 'bench');
  try {
    for (let first = 0; first < seconds; first += flush) {
      const count = Math.min(flush, seconds - first);
      const samples = createSampleColumns(tags * count);
      for (let tag = 0; tag < tags; tag++) {
        for (let second = first; second < first + count; second++) {
          const { lateUs, value } = shape.next(tag);
          const at = samples.length++;
          samples.tag[at] = tag + 1;
          samples.time[at] = startUs + second * 1e6 + lateUs;
          samples.value[at] = value;
        }
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
