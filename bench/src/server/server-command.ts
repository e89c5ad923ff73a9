import { Command, InvalidArgumentError } from 'commander';
import type { BenchDatabase } from '../open-bench-database.ts';
import type { Report, ReportRow } from '../report.ts';
import { withBench } from '../with-bench.ts';
import { startBenchServer } from './bench-server.ts';
import { measureCalls } from './measure-calls.ts';
import { measureLoad } from './measure-load.ts';
import { measureLogIns } from './measure-log-ins.ts';
import { measureSamples } from './measure-samples.ts';
import { measureSearch } from './measure-search.ts';
import { measureStreams } from './measure-streams.ts';
import type { PartOptions, ServerPart } from './server-part.ts';

interface ServerOptions extends PartOptions {
  readonly parts: readonly string[];
}

interface Part {
  readonly measure: ServerPart;
  readonly tagCount: number;
}

const TAGS = 5_000;
const PARTS: Readonly<Record<string, Part>> = {
  calls: { measure: measureCalls, tagCount: TAGS },
  load: { measure: measureLoad, tagCount: TAGS },
  streams: { measure: measureStreams, tagCount: TAGS },
  'log-ins': { measure: measureLogIns, tagCount: TAGS },
  samples: { measure: measureSamples, tagCount: TAGS },
  search: { measure: measureSearch, tagCount: 100_000 },
};
const NAMES = Object.keys(PARTS);

/** `bench server` */
export function serverCommand(): Command {
  const command = new Command('server').description(
    'a server over loopback: calls, streams, log-ins and searches, beside samples that come in',
  );
  return withBench(command, runServer)
    .option('--parts <names>', `of ${NAMES.join(', ')}`, partNames, NAMES)
    .option('--seconds <number>', 'length of a round', Number, 5)
    .option('--rounds <number>', 'rounds of each part', Number, 5);
}

function partNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !NAMES.includes(name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`expected some of ${NAMES.join(', ')}, not ${unknown}`);
  return names;
}

/** Each part has a server of its own, so that none finds what another left. */
async function runServer(
  database: BenchDatabase,
  { parts, ...options }: ServerOptions,
): Promise<Omit<Report, 'machine'>> {
  const rows: ReportRow[] = [];
  for (const name of parts) {
    const { measure, tagCount } = PARTS[name]!;
    await using server = await startBenchServer(database, tagCount);
    rows.push(...(await measure(server, options)));
  }
  return { bench: `server, ${options.seconds} s a round`, rows };
}
