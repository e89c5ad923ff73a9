import { join } from 'node:path';
import { connect } from '@varve/db';
import { createHistorian, sealHistory } from '@varve/historian';
import { createSampleColumns } from '../../packages/historian/src/copy/sample-columns.ts';
import { encodeArchive } from '../../packages/historian/src/seal/encode-archive.ts';
import { copyPart } from './copy-part.ts';
import { query, type BenchDatabase } from './open-bench-database.ts';
import {
  sampleCountOf,
  spanOf,
  type SampleRange,
  type SampleSet,
  type TagSamples,
} from './peer/sample-set.ts';
import { clearSamples, makeSegmentPartitions, storedSamples } from './sample-tables.ts';

const MOST_SAMPLES_PER_COPY = 1_000_000;

/**
 * Stores a set of the past in an empty database as sealing leaves it, without the space that merging has left free.
 *
 * @returns bytes a sample, with index and what lies out of line
 * @throws Error when samples are missing
 */
export async function storeSealed(connectionString: string, samples: SampleSet): Promise<number> {
  const { firstUs, lastUs } = spanOf(samples);
  await clearSamples(connectionString);
  await makeSegmentPartitions(connectionString, firstUs / 1e6, lastUs / 1e6 + 1);
  const client = await connect(connectionString, 'bench');
  try {
    for (const { firstTag, tags } of copiesOf(samples)) {
      const columns = createSampleColumns(sampleCountOf({ ...samples, tags }));
      for (const [index, { times, values }] of tags.entries()) {
        columns.tag.fill(firstTag + index, columns.length, columns.length + times.length);
        columns.time.set(times, columns.length);
        columns.value.set(values, columns.length);
        columns.length += times.length;
      }
      for (const part of encodeArchive(columns)) await copyPart(client, part);
    }
  } finally {
    await client.end();
  }
  await sealHistory({ database: connectionString, beforeUs: Date.now() * 1_000 });
  await query(connectionString, 'VACUUM (FULL, ANALYZE) timeseries.segments');
  const stored = await storedSamples(connectionString);
  if (stored.sampleCount !== sampleCountOf(samples) || stored.rowCount > 0) {
    throw new Error(`expected ${sampleCountOf(samples)} samples, got ${JSON.stringify(stored)}`);
  }
  return stored.bytes / stored.sampleCount;
}

/** Tags that go into one COPY. */
function* copiesOf({ tags }: SampleSet): Generator<{
  readonly firstTag: number;
  readonly tags: readonly TagSamples[];
}> {
  for (let first = 0; first < tags.length;) {
    let end = first;
    let sampleCount = 0;
    do sampleCount += tags[end++]!.times.length;
    while (end < tags.length && sampleCount < MOST_SAMPLES_PER_COPY);
    yield { firstTag: first + 1, tags: tags.slice(first, end) };
    first = end;
  }
}

/** Reads ranges of tags by the library. */
export interface LibraryReader extends AsyncDisposable {
  read(range: SampleRange): Promise<TagSamples>;
}

/** Opens a historian without sources. */
export async function openReader({
  connectionString,
  directory,
}: Pick<BenchDatabase, 'connectionString' | 'directory'>): Promise<LibraryReader> {
  const historian = await createHistorian({
    database: connectionString,
    directory: join(directory, 'historian'),
    sources: [],
    storage: 'segments',
  });
  return {
    read: ({ tag, fromUs, toUs }) => historian.read.raw({ tagId: tag, fromUs, toUs }),
    [Symbol.asyncDispose]: () => historian.stop(),
  };
}
