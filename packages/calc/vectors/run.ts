import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runVectors } from './run-vectors.ts';

const USAGE = `Runs a file of check vectors through @varve/calc.

Usage: pnpm --filter @varve/calc vectors [FILE] [--json]

  FILE     a file of schema calc-vectors/1 (default: the project's own, vectors/calc.json)
  --json   prints { passed, failed, missing, details }
  --help   prints this`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});

if (values.help) {
  console.log(USAGE);
} else {
  const report = runVectors(JSON.parse(readFileSync(vectorFile(positionals[0]), 'utf8')));
  if (values.json) {
    console.log(JSON.stringify(report, null, 2));
  } else {
    for (const { id, fn, outcome, message } of report.details) {
      if (outcome !== 'passed') console.log(`${outcome} ${id} ${fn}: ${message}`);
    }
    console.log(`${report.passed} passed, ${report.failed} failed, ${report.missing} missing`);
  }
  process.exitCode = report.failed + report.missing > 0 ? 1 : 0;
}

/** The file as the caller wrote it: pnpm runs scripts in the package and says in INIT_CWD where it was called. */
function vectorFile(argument: string | undefined): string | URL {
  if (argument === undefined) return new URL('calc.json', import.meta.url);
  return resolve(process.env['INIT_CWD'] ?? '.', argument);
}
