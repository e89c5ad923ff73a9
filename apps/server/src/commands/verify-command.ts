import type { FaultySegment, VerifySegmentsReport } from '@varve/historian';
import { Command } from 'commander';
import { databaseOptions, type DatabaseOptions } from './options/database-options.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { print, progress } from './options/print.ts';
import { withDatabase } from './options/with-database.ts';

/** `varve verify` */
export function verifyCommand(): Command {
  const command = new Command('verify').description(
    'open every segment of samples and compare its summary with what is in it, while everything goes on; exits 1 where they do not go together, and says which',
  );
  return jsonOption(
    databaseOptions(command),
    '{ segmentCount, sampleCount, faultCount, faults }',
  ).action(async ({ database, directory, json }: DatabaseOptions & JsonOption) => {
    const { verifySegments } = await import('@varve/historian');
    const report = await withDatabase(database, directory, (connectionString) =>
      verifySegments({
        database: connectionString,
        onProgress: ({ segmentCount, total }) => progress(`verify ${segmentCount}/${total}`),
      }),
    );
    print(json, report, reportText(report));
    if (report.faultCount > 0) process.exitCode = 1;
  });
}

function reportText({
  segmentCount,
  sampleCount,
  faultCount,
  faults,
}: VerifySegmentsReport): string {
  if (segmentCount === 0) return 'there are no segments: nothing was verified';
  const counts = `${segmentCount} segments with ${sampleCount} samples`;
  if (faultCount === 0) return `${counts}: all go with what is in them`;
  const untold = faultCount - faults.length;
  return [
    `${counts}: ${faultCount} DO NOT`,
    ...faults.map(faultLine),
    ...(untold > 0 ? [`and ${untold} more`] : []),
  ].join('\n');
}

function faultLine({ tagId, firstTimeUs, fault }: FaultySegment): string {
  return `tag ${tagId}, segment from ${new Date(firstTimeUs / 1_000).toISOString()} on: ${fault}`;
}
