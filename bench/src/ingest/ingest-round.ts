import type { SampleStorage } from '@varve/historian';
import type { SourceDefinition } from '@varve/protocols';
import { startCpuMeter } from '../cpu-meter.ts';
import { emptySamples, storedSamples, type StoredSamples } from '../sample-tables.ts';
import { query, type BenchDatabase } from '../open-bench-database.ts';
import type { PeerFormat } from './encode-posts.ts';
import { loadSeparately, reloadSegments } from './load-separately.ts';
import { runNaive } from './naive-round.ts';
import type { PeerKind } from '../peer/peer-kind.ts';
import { runPeer, type PeerRound } from './peer-round.ts';
import type { VarveFeed } from './varve-round.ts';
import type { Turns } from './workload.ts';

/** Participants of a round. */
export interface IngestBench {
  readonly database: BenchDatabase;
  readonly storage: SampleStorage;
  readonly tags: number;
  readonly workers: number;
  readonly startUs: number;
  readonly modbus: { readonly feed: VarveFeed; readonly turns: Turns };
  readonly json: { readonly feed: VarveFeed; readonly turns: Turns<SourceDefinition> };
  readonly peers: readonly PeerKind[];
}

/** Result of a round. Rates are samples a second, processor times are nanoseconds a sample. */
export interface Round {
  readonly varve: number;
  readonly ceiling: number;
  readonly plainTable: number;
  readonly naive: number;
  /** From JSON frames. */
  readonly json: number;
  readonly nodeCpu: number;
  readonly postgresCpu: number;
  readonly bytesPerSample: number;
  /** NaN where samples are rows. */
  readonly samplesPerSegment: number;
  /** Results of the installed peers, by the first part of its names. */
  readonly peers: ReadonlyMap<string, PeerRound>;
}

/** As many as Varve's own flush of a megabyte of frames holds. */
const SAMPLES_PER_COPY = 230_000;
/** Most rows for loaders that go row by row: a round of segments would take them minutes, and fewer rows show the same rate. */
const MOST_LOADED_ROWS = 2_000_000;
const MOST_NAIVE_ROWS = 40_000;
/** Line protocol is some 36 bytes a sample, held in memory. */
const MOST_LINES = 4_000_000;

/** Runs everything once. @param round - 1 for the first that is measured */
export async function runRound(bench: IngestBench, round: number): Promise<Round> {
  const { modbus, json } = bench;
  const turns = later(modbus.turns, round);
  const rows = rowsOf(turns);
  const { tagCount: tags } = turns.workload;
  await clearTables(bench);
  const readCpu = await startCpuMeter(bench.database.processId);
  const seconds = await modbus.feed.run(turns);
  const cpu = await readCpu();
  const stored = await storedSamples(bench.database.connectionString);
  if (stored.sampleCount !== rows) {
    throw new Error(`${rows} samples went in, and ${stored.sampleCount} are there`);
  }
  const ceiling = await runCeiling(bench, stored);
  const plainTable = await runPlainTable(bench, Math.min(rows, MOST_LOADED_ROWS));
  await clearTables(bench);
  const { connectionString } = bench.database;
  const mostNaive = Math.min(rows, MOST_NAIVE_ROWS);
  const naive = await runNaive(connectionString, turns.workload, mostNaive);
  await clearTables(bench);
  const jsonTurns = later(json.turns, round);
  return {
    varve: rows / seconds,
    ceiling,
    plainTable,
    naive,
    json: rowsOf(jsonTurns) / (await json.feed.run(jsonTurns)),
    nodeCpu: (cpu.node * 1e9) / rows,
    postgresCpu: (cpu.postgres * 1e9) / rows,
    bytesPerSample: stored.bytes / rows,
    samplesPerSegment: (stored.sampleCount - stored.rowCount) / stored.segmentCount,
    peers: await runPeers(bench, { rows, tags }),
  };
}

function later<Source extends SourceDefinition>(
  turns: Turns<Source>,
  round: number,
): Turns<Source> {
  return { ...turns, first: turns.first + round * turns.count };
}

function rowsOf({ workload, count }: Turns<SourceDefinition>): number {
  return workload.rowCount * count;
}

/** The plainest COPY of the same samples into the same table. @returns samples a second */
async function runCeiling(bench: IngestBench, stored: StoredSamples): Promise<number> {
  const { connectionString } = bench.database;
  const { workers: connections, tags, startUs } = bench;
  if (bench.storage === 'segments') {
    const inSegments = stored.sampleCount - stored.rowCount;
    const seconds = await reloadSegments({
      connectionString,
      connections,
      segmentsPerCopy: Math.ceil((SAMPLES_PER_COPY * stored.segmentCount) / inSegments),
      clear: 'TRUNCATE timeseries.segments; CHECKPOINT',
    });
    return inSegments / seconds;
  }
  await clearTables(bench);
  const seconds = await loadSeparately({
    connectionString,
    statement:
      'COPY timeseries.sample_rows (time, value, tag_id, status) FROM STDIN (FORMAT binary)',
    connections,
    tags,
    startUs,
    rows: stored.sampleCount,
    rowsPerCopy: SAMPLES_PER_COPY,
    order: 'tag',
    status: 'int4',
  });
  return stored.sampleCount / seconds;
}

async function runPlainTable(bench: IngestBench, rows: number): Promise<number> {
  await clearTables(bench);
  const seconds = await loadSeparately({
    connectionString: bench.database.connectionString,
    statement: 'COPY bench_plain (time, value, tag_id, quality) FROM STDIN (FORMAT binary)',
    connections: bench.workers,
    rows,
    tags: bench.tags,
    rowsPerCopy: SAMPLES_PER_COPY,
    startUs: bench.startUs,
    order: 'arrival',
    status: 'int2',
  });
  return rows / seconds;
}

/** Empties the tables, and makes a plain table of time, value, tag and quality with a B-tree. */
export async function clearTables({ database, startUs }: IngestBench): Promise<void> {
  await query(
    database.connectionString,
    `DROP TABLE IF EXISTS bench_plain;
     CREATE TABLE bench_plain (time timestamptz NOT NULL, value float8 NOT NULL, tag_id int NOT NULL, quality smallint NOT NULL);
     CREATE INDEX ON bench_plain (tag_id, time DESC)`,
  );
  await emptySamples(database.connectionString, startUs / 1e6, Date.now() / 1_000);
}

async function runPeers(
  { peers, startUs }: IngestBench,
  { rows, tags }: { readonly rows: number; readonly tags: number },
): Promise<ReadonlyMap<string, PeerRound>> {
  const peerRounds = new Map<string, PeerRound>();
  const run = async (name: string, kind: PeerKind, format: PeerFormat): Promise<void> => {
    const most = format === 'line' ? Math.min(rows, MOST_LINES) : rows;
    peerRounds.set(name, await runPeer(kind, format, { rows: most, tags, startUs }));
  };
  for (const kind of peers) {
    await run(kind.name, kind, 'line');
    if (kind.importPath !== undefined) await run(`${kind.name}.json`, kind, 'json');
  }
  return peerRounds;
}
