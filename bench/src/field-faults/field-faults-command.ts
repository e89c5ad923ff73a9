import { Command } from 'commander';
import { migrate, startEmbeddedPostgres, type EmbeddedPostgres } from '@varve/db';
import { endOnLeave } from '../leave-properly.ts';
import { machineLine, printReport, reportRow, type Report } from '../report.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { checkedTags, checkJournal, type JournalCheck } from './check-journal.ts';
import { startCollector } from './collector.ts';
import type { FaultyPlant } from './fault.ts';
import type { Journal } from './journal.ts';
import { startModbusPlant } from './modbus-plant.ts';
import { startMqttPlant, WAVE_DEVIATION } from './mqtt-plant.ts';
import { startOpcUaPlant } from './opcua-plant.ts';
import { runFaults, type FaultRun } from './run-faults.ts';
import { runKills, type KillableDatabase } from './run-kills.ts';
import { seededChoice } from './seeded-choice.ts';

interface FieldFaultsOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly json?: true;
}

const FIRST_TAG = { modbus: 10, mqtt: 40, opcua: 70 } as const;
const MS_PER_MINUTE = 60_000;

/** `bench field-faults` */
export function fieldFaultsCommand(): Command {
  return new Command('field-faults')
    .description(
      'devices of three protocols that fail at random, and kills of everything: what is stored is compared with what the plant did',
    )
    .option('--minutes <number>', 'how long', Number, 10)
    .option('--seed <number>', 'repeats the choices of a run', Number, Date.now() % 1_000_000)
    .option('--json', 'print JSON')
    .action(runFieldFaults);
}

async function runFieldFaults(options: FieldFaultsOptions): Promise<void> {
  process.stderr.write(`field-faults: --seed ${options.seed}\n`);
  const { report, findings } = await measure(options);
  for (const finding of findings) process.stderr.write(`${finding}\n`);
  printReport(report, options.json === true);
  if (report.rows.some(({ met }) => met === false)) process.exitCode = 1;
}

async function measure({ minutes, seed }: FieldFaultsOptions): Promise<{
  readonly report: Report;
  readonly findings: readonly string[];
}> {
  await using folder = await temporaryFolder();
  const directory = folder.path;
  await using server = await startKillablePostgres(directory);
  const startMs = Date.now();
  const journal: Journal = { startMs, outages: [], acknowledged: [], findings: [] };
  await using modbus = await startModbusPlant(startMs, FIRST_TAG.modbus);
  await using mqtt = await startMqttPlant(journal, FIRST_TAG.mqtt);
  await using opcua = await startOpcUaPlant({ startMs, directory }, FIRST_TAG.opcua);
  const plants = [modbus, mqtt, opcua];
  const sources = plants.map(({ source }) => source);
  const database = server.connectionString;
  const collector = await startCollector({ database, directory, sources });
  await using ending = new AsyncDisposableStack();
  ending.use(endOnLeave(() => collector.kill()));
  const untilMs = Date.now() + minutes * MS_PER_MINUTE;
  const choice = seededChoice(seed);
  const runOf = (): FaultRun => ({
    journal,
    collector,
    untilMs,
    choice: seededChoice(Math.floor(choice.next() * 2 ** 32)),
  });
  const tags = sources.flatMap((source) =>
    checkedTags(source, FIRST_TAG[source.protocol as keyof typeof FIRST_TAG]),
  );
  const names = tags.map(({ name }) => name);
  const counts = await Promise.all([
    ...plants.map((plant: FaultyPlant) => runFaults(plant, runOf())),
    runKills(names, server, runOf()),
  ]);
  await collector.stop();
  const { check, examples } = await checkJournal(database, journal, tags, WAVE_DEVIATION);
  const faults = counts.reduce((sum, count) => sum + count, 0);
  return {
    report: reportOf({ minutes, seed, faults, journal, check }),
    findings: [...journal.findings, ...examples],
  };
}

function reportOf({
  minutes,
  seed,
  faults,
  journal,
  check,
}: {
  readonly minutes: number;
  readonly seed: number;
  readonly faults: number;
  readonly journal: Journal;
  readonly check: JournalCheck;
}): Report {
  const { goodSamples, ...wrong } = check;
  const none = { atMost: 0 };
  return {
    bench: `field-faults, ${minutes} minutes, seed ${seed}`,
    machine: machineLine(),
    rows: [
      reportRow('faults', '', [faults]),
      reportRow('outages', '', [journal.outages.length]),
      reportRow('samples.good', 'samples', [goodSamples], { atLeast: 1 }),
      reportRow('messages.acknowledged', 'messages', [journal.acknowledged.length], { atLeast: 1 }),
      reportRow('findings', '', [journal.findings.length], none),
      ...Object.entries(wrong).map(([name, count]) => reportRow(name, '', [count], none)),
    ],
  };
}

async function startKillablePostgres(
  directory: string,
): Promise<KillableDatabase & AsyncDisposable & { readonly connectionString: string }> {
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ directory, port: 0 });
  const { connectionString, port } = server;
  await migrate(connectionString);
  return {
    connectionString,
    async kill() {
      process.kill(server.processId, 'SIGKILL');
      await server.ended;
      await server.stop();
    },
    async start() {
      server = await startEmbeddedPostgres({ directory, port });
    },
    ...endOnLeave(() => server.stop()),
  };
}
