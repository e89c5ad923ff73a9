import type { ReportRow } from '../report.ts';
import type { BenchServer } from './bench-server.ts';

/** How long a part measures. */
export interface PartOptions {
  readonly seconds: number;
  readonly rounds: number;
}

/** Something that is measured of a server. */
export type ServerPart = (server: BenchServer, options: PartOptions) => Promise<ReportRow[]>;

/** Does something once for each round. */
export async function inRounds<Result>(
  rounds: number,
  name: string,
  work: () => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let round = 1; round <= rounds; round++) {
    process.stderr.write(`${name}, round ${round} of ${rounds}\n`);
    results.push(await work());
  }
  return results;
}
