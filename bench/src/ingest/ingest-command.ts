import { Command } from 'commander';
import { buildJsonWorkload } from '../json-workload.ts';
import { postgresCpuSeconds } from '../postgres-cpu.ts';
import { machineLine, printReport, reportRow, type Report, type ReportRow } from '../report.ts';
import { openBenchDatabase, query, type BenchDatabase } from '../test-database.ts';
import { loadSeparately } from './load-separately.ts';
import { runNaive } from './naive-round.ts';
import { findPeers, type PeerKind } from './peer.ts';
import { runPeer } from './peer-round.ts';
import { startVarve, type VarveFeed } from './varve-round.ts';
import { buildWorkload, laterWorkload, type Workload } from './workload.ts';

interface IngestOptions {
  readonly engine: string;
  readonly rows: number;
  readonly tags: number;
  readonly rounds: number;
  readonly workers: number;
  readonly peers?: true;
  readonly json?: true;
}

const NAIVE_SHARE = 50;
/** As many rows as Varve's own flush of a megabyte of frames holds. */
const ROWS_PER_COPY = 230_000;

/** `bench ingest` */
export function ingestCommand(): Command {
  return new Command('ingest')
    .description(
      'the whole pipeline, from Modbus frames to committed rows, against the plainest COPY of the same rows',
    )
    .option('--engine <engine>', '`embedded`, or postgres://… of an empty database', 'embedded')
    .option('--rows <number>', 'rows of a round', Number, 2_000_000)
    .option('--tags <number>', 'tags', Number, 1_000)
    .option('--rounds <number>', 'rounds of each', Number, 5)
    .option('--workers <number>', 'threads and connections', Number, 2)
    .option('--peers', 'InfluxDB and VictoriaMetrics too, where they are installed')
    .option('--json', 'for machines')
    .action(runIngest);
}

interface Round {
  readonly varve: number;
  readonly ceiling: number;
  readonly seedTable: number;
  readonly naive: number;
  readonly nodeCpu: number;
  readonly postgresCpu: number;
  readonly bytesPerRow: number;
  /** From JSON frames. */
  readonly json: number;
  /** Samples a second of each peer that is there. */
  readonly peers: ReadonlyMap<PeerKind['name'], number>;
}

async function runIngest(options: IngestOptions): Promise<void> {
  await using database = await openBenchDatabase(options.engine);
  const { connectionString } = database;
  const startUs = (Math.floor(Date.now() / 86_400_000) - 1) * 86_400_000_000;
  const workload = buildWorkload({ ...options, startUs });
  const jsonWorkload = buildJsonWorkload({ ...options, startUs, withTime: false });
  const peers = options.peers ? await findPeers() : [];
  const rounds: Round[] = [];
  await using varve = await startVarve(database, workload, options.workers, 'historian');
  await using varveJson = await startVarve(database, jsonWorkload, options.workers, 'json');
  await prepare(connectionString);
  // Once unmeasured: threads start, and their code is compiled.
  await varve.run(workload);
  await varveJson.run(jsonWorkload);
  for (let round = 1; round <= options.rounds; round++) {
    process.stderr.write(`round ${round} of ${options.rounds}\n`);
    const later = laterWorkload(workload, round);
    const measured = await runRound(database, varve, later, options, startUs);
    await prepare(connectionString);
    const json = rateOf(jsonWorkload, await varveJson.run(laterWorkload(jsonWorkload, round)));
    rounds.push({ ...measured, json, peers: await runPeers(peers, options, startUs) });
  }
  printReport(makeReport(rounds, options), options.json === true);
}

function rateOf({ rowCount }: Pick<Workload, 'rowCount'>, seconds: number): number {
  return rowCount / seconds;
}

async function runPeers(
  kinds: readonly PeerKind[],
  { rows, tags }: IngestOptions,
  startUs: number,
): Promise<ReadonlyMap<PeerKind['name'], number>> {
  const rates = new Map<PeerKind['name'], number>();
  for (const kind of kinds) rates.set(kind.name, await runPeer(kind, { rows, tags, startUs }));
  return rates;
}

async function runRound(
  database: BenchDatabase,
  feed: VarveFeed,
  workload: Workload,
  { tags, workers }: IngestOptions,
  startUs: number,
): Promise<Omit<Round, 'json' | 'peers'>> {
  const { connectionString } = database;
  const { rowCount } = workload;
  const task = {
    connectionString,
    connections: workers,
    rows: rowCount,
    tags,
    rowsPerCopy: ROWS_PER_COPY,
    startUs,
  };
  await prepare(connectionString);
  const nodeBefore = process.cpuUsage();
  const postgresBefore = await postgresCpuSeconds(database.processId);
  const varve = await feed.run(workload);
  const postgresCpu = (await postgresCpuSeconds(database.processId)) - postgresBefore;
  const { user, system } = process.cpuUsage(nodeBefore);
  const bytesPerRow = await tableBytesPerRow(connectionString);
  await prepare(connectionString);
  const ceiling = await loadSeparately({
    ...task,
    statement:
      'COPY timeseries.sample_rows (time, value, tag_id, status) FROM STDIN (FORMAT binary)',
    order: 'tag',
    status: 'int4',
  });
  await prepare(connectionString);
  const seedTable = await loadSeparately({
    ...task,
    statement: 'COPY bench_seed (time, value, tag_id, quality) FROM STDIN (FORMAT binary)',
    order: 'arrival',
    status: 'int2',
  });
  await prepare(connectionString);
  const naive = await runNaive(connectionString, workload, rowCount / NAIVE_SHARE);
  return {
    varve: rowCount / varve,
    ceiling: rowCount / ceiling,
    seedTable: rowCount / seedTable,
    naive,
    nodeCpu: (user + system) / rowCount,
    postgresCpu: (postgresCpu * 1e6) / rowCount,
    bytesPerRow,
  };
}

/** Empties both tables, and makes the second as the seed documents have it. */
async function prepare(connectionString: string): Promise<void> {
  await query(
    connectionString,
    `TRUNCATE timeseries.sample_rows, timeseries.segments, timeseries.ingest_ledger;
     DROP TABLE IF EXISTS bench_seed;
     CREATE TABLE bench_seed (time timestamptz NOT NULL, value float8 NOT NULL, tag_id int NOT NULL, quality smallint NOT NULL);
     CREATE INDEX ON bench_seed (tag_id, time DESC);
     SELECT timeseries.ensure_sample_partitions(now() - interval '3 days', now() + interval '1 day');
     CHECKPOINT`,
  );
}

async function tableBytesPerRow(connectionString: string): Promise<number> {
  const [table] = await query<{ isPartitioned: boolean }>(
    connectionString,
    `SELECT relkind = 'p' AS "isPartitioned" FROM pg_class WHERE oid = 'timeseries.sample_rows'::regclass`,
  );
  const bytes = table!.isPartitioned
    ? `(SELECT coalesce(sum(pg_total_relation_size(relid)), 0) FROM pg_partition_tree('timeseries.sample_rows'))`
    : `hypertable_size('timeseries.sample_rows')`;
  const rows = await query<{ bytes: number }>(
    connectionString,
    `SELECT ${bytes}::float8 / (SELECT count(*) FROM timeseries.samples) AS bytes`,
  );
  return rows[0]!.bytes;
}

function makeReport(rounds: readonly Round[], { rows, tags }: IngestOptions): Report {
  const column = (name: Exclude<keyof Round, 'peers'>): number[] =>
    rounds.map((round) => round[name]);
  const ratio = (over: Exclude<keyof Round, 'peers'>): number[] =>
    rounds.map((round) => round.varve / round[over]);
  const peakMiB = process.resourceUsage().maxRSS / 1_024;
  return {
    bench: `ingest, ${rows} rows of ${tags} tags a round`,
    machine: machineLine(),
    rows: [
      reportRow('varve.rowsPerSecond', 'rows/s', column('varve')),
      reportRow('ceiling.rowsPerSecond', 'rows/s', column('ceiling')),
      reportRow('seedTable.rowsPerSecond', 'rows/s', column('seedTable')),
      reportRow('naive.rowsPerSecond', 'rows/s', column('naive')),
      reportRow('varve.json.rowsPerSecond', 'rows/s', column('json')),
      reportRow('ratio.ceiling', '', ratio('ceiling'), { atLeast: 0.9 }),
      reportRow('ratio.seedTable', '', ratio('seedTable'), { atLeast: 3 }),
      reportRow('ratio.naive', '', ratio('naive'), { atLeast: 10 }),
      ...peerRows(rounds),
      reportRow('varve.nodeCpu', 'µs/row', column('nodeCpu')),
      reportRow('varve.postgresCpu', 'µs/row', column('postgresCpu')),
      reportRow('bytesPerRow', 'bytes', column('bytesPerRow')),
      reportRow('peakMemoryMiB', 'MiB', [peakMiB]),
    ],
  };
}

/** The peers' own account: a sample of theirs is a row of ours. */
function peerRows(rounds: readonly Round[]): ReportRow[] {
  return [...(rounds[0]?.peers.keys() ?? [])].flatMap((name) => {
    const rates = rounds.map(({ peers }) => peers.get(name)!);
    const ratios = rounds.map(({ varve }, round) => varve / rates[round]!);
    const ratioName =
      name === 'victoriametrics' ? 'ratio.victoriametrics.lineProtocol' : `ratio.${name}`;
    return [
      reportRow(`${name}.samplesPerSecond`, 'samples/s', rates),
      reportRow(ratioName, '', ratios),
    ];
  });
}
