import { Command } from 'commander';
import type { BenchDatabase } from '../open-bench-database.ts';
import { findStores, PEERS_HELP } from '../peer/find-stores.ts';
import { copiesOf, countChanged, densityRows, measureDensity } from '../peer/measure-density.ts';
import type { Density } from '../peer/measure-density.ts';
import { sampleCountOf, type SampleSet } from '../peer/sample-set.ts';
import type { SampleStore } from '../peer/sample-store.ts';
import { reportRow, type Goal, type Report, type ReportRow } from '../report.ts';
import { setSamplePolicy } from '../sample-tables.ts';
import { openReader, storeSealed } from '../store-sealed.ts';
import { withBench } from '../with-bench.ts';
import { ownKinds } from './own-kinds.ts';
import { plantDays, timeDays, timeDaysOfStores } from './time-days.ts';
import { PLANT_KINDS, type PlantKind } from './plant-kinds.ts';
import { readSignals } from './read-signals.ts';

interface PlantOptions {
  readonly samples: number;
  readonly rounds: number;
  readonly peers?: true;
  readonly data?: string;
}

const BYTES_GOAL: Goal = { atMost: 1.9 };
const RATIO_GOALS = { 'ratio.victoriametrics.bytes': { atMost: 2.5 } };
/** The kind whose signals make the days. */
const DAYS_OF = 'wells1s';

/** `bench plant` */
export function plantCommand(): Command {
  const command = new Command('plant').description(
    'bytes of a sample of real plants, sealed, and the time to read a day of a tag, beside other stores',
  );
  return withBench(command, runPlant)
    .option(
      '--samples <number>',
      'samples of each kind at least: its tags are copied until there are as many',
      Number,
      1_000_000,
    )
    .option('--rounds <number>', 'rounds of reading', Number, 5)
    .option('--peers', PEERS_HELP)
    .option(
      '--data <folder>',
      'CSV files of your own too, each with a first column `timestamp` or `time`',
    );
}

/** Sizes of a kind. */
interface Measured {
  readonly kind: PlantKind;
  readonly bytes: number;
  readonly density: Density;
}

async function runPlant(
  database: BenchDatabase,
  { samples: least, rounds, peers, data }: PlantOptions,
): Promise<Omit<Report, 'machine'>> {
  const kinds = [...PLANT_KINDS, ...(data === undefined ? [] : await ownKinds(data))];
  const stores = peers ? await findStores() : [];
  await setSamplePolicy(database.connectionString, { storage: 'segments', seals: false });
  const measured: Measured[] = [];
  for (const kind of kinds) {
    measured.push(await measureKind(database, stores, { kind, least }));
  }
  const days = plantDays(await readSignals(PLANT_KINDS.find(({ name }) => name === DAYS_OF)!));
  return {
    bench: `plant, ${least} samples of a kind and more`,
    rows: [
      ...meanRows(measured),
      ...measured.flatMap(rowsOfKind),
      ...(await timeOwnDays(database, days, rounds)),
      ...(await timeDaysOfStores(stores, days, rounds)),
    ],
  };
}

/** Stores a kind everywhere. @throws Error when Varve does not give every sample back as it was, to the bit */
async function measureKind(
  database: BenchDatabase,
  stores: readonly SampleStore[],
  { kind, least }: { readonly kind: PlantKind; readonly least: number },
): Promise<Measured> {
  const samples = await readSignals(kind);
  const copies = Math.ceil(least / sampleCountOf(samples));
  process.stderr.write(
    `${kind.name}: ${sampleCountOf(samples)} samples of ${samples.tags.length} tags, ${copies} times\n`,
  );
  const bytes = await storeSealed(database.connectionString, copiesOf(samples, copies));
  await using reader = await openReader(database);
  const changed = await countChanged(samples, reader);
  if (changed > 0) throw new Error(`${kind.name}: ${changed} values are not what was stored`);
  const density = await measureDensity(stores, { title: kind.name, samples, copies });
  return { kind, bytes, density };
}

/** The mean over kinds, each as heavy as the others. */
function meanRows(measured: readonly Measured[]): ReportRow[] {
  const counted = measured.filter(({ kind }) => kind.isInMean);
  const meanOf = (bytesOf: (one: Measured) => number): number =>
    counted.reduce((sum, one) => sum + bytesOf(one), 0) / counted.length;
  const bytes = meanOf((one) => one.bytes);
  const names = [...(counted[0]?.density.keys() ?? [])];
  const density = new Map(names.map((name) => [name, meanOf((one) => one.density.get(name)!)]));
  return [
    reportRow('plant.bytesPerSample', 'bytes', [bytes], BYTES_GOAL),
    ...densityRows('', density, bytes, RATIO_GOALS),
  ];
}

function rowsOfKind({ kind, bytes, density }: Measured): ReportRow[] {
  return [
    reportRow(`plant.${kind.name}.bytesPerSample`, 'bytes', [bytes]),
    ...densityRows(`${kind.name}.`, density, bytes),
  ];
}

async function timeOwnDays(
  database: BenchDatabase,
  days: SampleSet,
  rounds: number,
): Promise<ReportRow[]> {
  process.stderr.write('days: plant\n');
  await storeSealed(database.connectionString, days);
  await using reader = await openReader(database);
  return await timeDays('plant', reader, rounds);
}
