import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';

/** One measured quantity. */
export interface ReportRow {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly goal?: number;
  readonly met?: boolean;
}

/** What every bench prints. */
export interface Report {
  readonly bench: string;
  readonly machine: string;
  readonly rows: readonly ReportRow[];
}

/** What is to be reached. */
export interface Goal {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Reduces the rounds of one quantity. */
export function reportRow(
  name: string,
  unit: string,
  rounds: readonly number[],
  goal?: Goal,
): ReportRow {
  const sorted = rounds.toSorted((one, other) => one - other);
  const row = {
    name,
    unit,
    median: median(sorted),
    min: sorted[0]!,
    max: sorted.at(-1)!,
  };
  if (goal?.atLeast !== undefined) {
    return { ...row, goal: goal.atLeast, met: row.median >= goal.atLeast };
  }
  if (goal?.atMost !== undefined) {
    return { ...row, goal: goal.atMost, met: row.median <= goal.atMost };
  }
  return row;
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The machine, in a line. */
export function machineLine(): string {
  const memoryGiB = Math.round(totalmem() / 1_024 ** 3);
  const model = cpus()[0]?.model.trim() ?? 'unknown frameFilter';
  return `${availableParallelism()} × ${model}, ${memoryGiB} GiB, ${platform()} ${arch()}, Node ${process.version}`;
}

/** Prints a report: a table for people, or JSON for machines. */
export function printReport(report: Report, asJson: boolean): void {
  if (asJson) {
    console.log(JSON.stringify(report, null, 2));
    return;
  }
  console.log(`${report.bench}: ${report.machine}`);
  const width = Math.max(...report.rows.map(({ name }) => name.length));
  for (const { name, unit, median, min, max, goal, met } of report.rows) {
    const aim = goal === undefined ? '' : `  goal ${shown(goal)} ${met ? 'met' : 'NOT met'}`;
    const range = `${shown(min)} … ${shown(max)}`;
    console.log(
      `${name.padEnd(width)}  ${shown(median).padStart(12)} ${unit.padEnd(10)} ${range}${aim}`,
    );
  }
}

function shown(value: number): string {
  const digits = Math.abs(value) >= 1_000 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}
