import { connect, detectEngine, type Engine } from '@varve/db';
import type { Client } from 'pg';
import { writeSnapshot, type SnapshotTable } from '../live/snapshot-table.ts';
import { readNewestSamples, readNewestValues } from '../read/read-newest-samples.ts';
import { readNewestTexts, readNewestTextValues } from '../read/read-newest-texts.ts';
import { REGISTER_SILENCE_MS, registerTags, releaseOtherSources } from '../tags/register-tags.ts';
import type { NewestTexts } from './resume-texts.ts';
import type { NewestSamples } from './resume-filters.ts';
import { blocksToStore, lastLedgerBlock } from '../sink/create-postgres-sink.ts';
import { readTagLabels, type TagLabel } from '../tags/tag-labels.ts';
import type { SampleStorage } from '../segment/sample-encoder.ts';
import type { Spool } from '../spool/spool.ts';
import type { SpooledBlock } from '../spool/spooled-block.ts';
import { TagKind, type TagList } from '../tags/tag-list.ts';

/** Findings in the database at the start. */
export interface Prepared {
  readonly engine: Engine;
  readonly storage: SampleStorage;
  readonly tagIds: Int32Array;
  readonly newest: NewestSamples;
  /** Where the newest is a mark, the newest sample with a value before it. */
  readonly newestValues: NewestSamples;
  readonly newestTexts: NewestTexts;
  /** Where that is a mark, the newest text before it. */
  readonly newestTextValues: NewestTexts;
  readonly labels: Map<number, TagLabel>;
  /** Blocks in the spool that the database does not have. */
  readonly lacking: readonly SpooledBlock[];
}

/** Which database, whose tags, and how they are stored where that was chosen. */
interface DatabaseSettings {
  readonly database: string;
  readonly tenant: string;
  readonly storage?: SampleStorage;
}

/** Registers what is configured, shows the newest of what is stored until the devices answer, and compares spool and ledger. */
export async function prepareDatabase(
  { database, tenant, storage }: DatabaseSettings,
  list: TagList,
  snapshots: SnapshotTable,
  { spool, recovered }: { readonly spool: Spool; readonly recovered: readonly SpooledBlock[] },
): Promise<Prepared> {
  const client = await connect(database, 'start', { silenceMs: REGISTER_SILENCE_MS });
  try {
    const engine = await detectEngine(client);
    const ids = await registerTags(client, { tenant, spoolId: spool.id }, list.sources);
    await releaseOtherSources(client, spool.id, list.sources);
    const tagIds = Int32Array.from(list.tags, ({ name }) => ids.get(name)!);
    const positions = new Map(Array.from(tagIds, (id, position) => [id, position]));
    const newest = byPosition(await readNewestSamples(client, [...tagIds]), positions);
    const marked = Array.from(newest.values(), ({ tagId, value }) => (value === null ? tagId : []));
    const values = await readNewestValues(client, marked.flat());
    const newestValues = byPosition(values, positions);
    for (const [position, { time, value, status }] of newest) {
      writeSnapshot(snapshots, position, { time, value: value ?? Number.NaN, status });
    }
    const textIds = tagIds.filter((_, position) => list.kinds[position] === TagKind.text);
    const newestTexts = byPosition(await readNewestTexts(client, [...textIds]), positions);
    const markedTexts = Array.from(newestTexts.values(), ({ tagId, value }) =>
      value === null ? tagId : [],
    );
    const textValues = await readNewestTextValues(client, markedTexts.flat());
    const newestTextValues = byPosition(textValues, positions);
    spool.skipTo(await lastLedgerBlock(client, spool.id));
    const lacking = await blocksToStore(client, spool.id, recovered);
    const labels = await readTagLabels(client, tenant);
    const chosen = storage ?? (await storageOf(client));
    return {
      engine,
      storage: chosen,
      tagIds,
      newest,
      newestValues,
      newestTexts,
      newestTextValues,
      lacking,
      labels,
    };
  } finally {
    await client.end();
  }
}

async function storageOf(client: Client): Promise<SampleStorage> {
  const { rows } = await client.query<{ storage: SampleStorage }>(
    'SELECT timeseries.sample_storage() AS storage',
  );
  return rows[0]!.storage;
}

function byPosition<Sample extends { readonly tagId: number }>(
  samples: readonly Sample[],
  positions: ReadonlyMap<number, number>,
): ReadonlyMap<number, Sample> {
  const newest = new Map<number, Sample>();
  for (const sample of samples) {
    const position = positions.get(sample.tagId);
    if (position !== undefined) newest.set(position, sample);
  }
  return newest;
}
