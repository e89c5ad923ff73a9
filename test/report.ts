import type { Reporter, SerializedError, TestCase, TestModule, TestSuite } from 'vitest/node';

const NO_REASON = 'no reason given';
const SLOWEST = 10;

/**
 * Ends a run with its slowest files, a line for each thing that tests were skipped for, and one line that counts:
 * `12 passed, 0 failed, 3 skipped`.
 *
 * With VARVE_TEST_NO_SKIP=1 a skipped test fails the run: where everything is installed, nothing may be left out unseen.
 */
export default class TestReport implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number =>
      tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter(failedOutsideTests).length + unhandledErrors.length;
    const lines = slowestLines(modules);
    lines.push(...skippedLines(tests.filter((test) => test.result().state === 'skipped')));
    const skipped = count('skipped');
    if (skipped > 0 && process.env['VARVE_TEST_NO_SKIP'] === '1') {
      lines.push('VARVE_TEST_NO_SKIP=1: a skipped test fails this run');
      process.exitCode = 1;
    }
    lines.push(`${count('passed')} passed, ${count('failed') + broken} failed, ${skipped} skipped`);
    process.stdout.write(`\n${lines.join('\n')}\n`);
  }
}

/** A file that did not load, or a hook that threw, fails a run in which no test has failed. */
function failedOutsideTests(module: TestModule): boolean {
  const suites = [...module.children.allSuites()];
  return module.errors().length > 0 || suites.some((suite) => suite.errors().length > 0);
}

function slowestLines(modules: readonly TestModule[]): string[] {
  const files = modules.map((module) => {
    const { duration, setupDuration, collectDuration } = module.diagnostic();
    return { ms: duration + setupDuration + collectDuration, name: module.relativeModuleId };
  });
  const slowest = files.toSorted((one, other) => other.ms - one.ms).slice(0, SLOWEST);
  return [
    'slowest files:',
    ...slowest.map(({ ms, name }) => `${(ms / 1_000).toFixed(1).padStart(7)} s  ${name}`),
  ];
}

function skippedLines(tests: readonly TestCase[]): string[] {
  const counts = new Map<string, number>();
  for (const reason of tests.flatMap(reasonsOf)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(
    ([reason, count]) => `skipped: ${reason}: ${count} ${count === 1 ? 'test' : 'tests'}`,
  );
}

function reasonsOf(test: TestCase): readonly string[] {
  // A hook before it failed, which is told where it happened.
  if (failedOutsideTests(test.module)) return [];
  const missing = missingOf(test);
  if (missing !== undefined) return missing;
  const result = test.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  return [note ?? `${test.module.relativeModuleId} (${NO_REASON})`];
}

function missingOf(task: TestCase | TestSuite | TestModule): readonly string[] | undefined {
  const { missing } = task.meta();
  return missing ?? (task.type === 'module' ? undefined : missingOf(task.parent));
}
