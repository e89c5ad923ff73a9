import type { SealProgress, SealReport } from '@varve/historian';
import { Command, InvalidArgumentError } from 'commander';
import { databaseOptions, type DatabaseOptions } from './options/database-options.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { print, progress } from './options/print.ts';
import { withDatabase } from './options/with-database.ts';

interface SealCommandOptions extends DatabaseOptions, JsonOption {
  readonly before?: number;
}

/** `varve seal` */
export function sealCommand(): Command {
  const command = new Command('seal')
    .description(
      'turn rows of samples into segments, and small segments into larger ones, while everything goes on; Ctrl-C ends it after the transaction under way, and the next call goes on',
    )
    .option(
      '--before <time>',
      'samples before this time, as ISO 8601 (default: what timeseries.sample_policies says)',
      timeArgument,
    );
  return jsonOption(
    databaseOptions(command),
    '{ sampleCount, segmentCount, droppedChunks, isComplete }',
  ).action(async ({ database, directory, json, before }: SealCommandOptions) => {
    const ending = new AbortController();
    const end = (): void => ending.abort();
    process.once('SIGINT', end).once('SIGTERM', end);
    try {
      const { sealHistory } = await import('@varve/historian');
      const report = await withDatabase(database, directory, (connectionString) =>
        sealHistory({
          database: connectionString,
          ...(before === undefined ? {} : { beforeUs: before * 1_000 }),
          signal: ending.signal,
          onProgress: (step) => progress(progressLine(step)),
        }),
      );
      print(json, report, reportLine(report));
      if (!report.isComplete) process.exitCode = 130;
    } finally {
      process.off('SIGINT', end).off('SIGTERM', end);
    }
  });
}

function progressLine({ phase, done, total, sampleCount }: SealProgress): string {
  return `${phase} ${done}/${total}: ${sampleCount} samples so far`;
}

function reportLine({ sampleCount, segmentCount, droppedChunks, isComplete }: SealReport): string {
  const end = isComplete ? '' : '; interrupted, the next call goes on';
  return `${sampleCount} samples are ${segmentCount} segments; ${droppedChunks} empty partitions removed${end}`;
}

function timeArgument(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) {
    throw new InvalidArgumentError('expected a time as ISO 8601, such as 2026-11-01T00:00:00Z');
  }
  return time;
}
