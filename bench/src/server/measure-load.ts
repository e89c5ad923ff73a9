import { quantile } from '../feed/commit-latency.ts';
import { reportRow } from '../report.ts';
import { atRate } from './at-rate.ts';
import { openSessions, questionUrl, timedCall, type Caller } from './open-sessions.ts';
import type { BenchServer } from './bench-server.ts';
import { inRounds, type ServerPart } from './server-part.ts';

const SESSIONS = 100;
const CALLS_PER_SECOND = 1_000;
const SAMPLES_PER_SECOND = 50_000;
const MOST_P99_MS = 50;
/** Noise between two rounds of the same is of this size. */
const UNMOVED = 1.25;

/** A thousand calls a second of a hundred sessions while samples come in; and what they do to the way of a sample to the database. */
export const measureLoad: ServerPart = async (server, { seconds, rounds }) => {
  const callers = await openSessions(server, SESSIONS);
  server.feed(SAMPLES_PER_SECOND);
  await server.during(2);
  const measured = await inRounds(rounds, 'load', async () => {
    const without = await server.during(seconds);
    const [calls, under] = await server.whileDoing(() =>
      atRate({ perSecond: CALLS_PER_SECOND, seconds, work: (at) => callOf(server, callers, at) }),
    );
    return { without, under, calls };
  });
  server.feed(0);
  const rows = (name: string, unit: string, value: (round: (typeof measured)[number]) => number) =>
    ({ name: `load.${name}`, unit, values: measured.map(value) }) as const;
  return [
    rows('p50Ms', 'ms', ({ calls }) => quantile(calls.ms, 0.5)),
    { ...rows('p99Ms', 'ms', ({ calls }) => quantile(calls.ms, 0.99)), goal: MOST_P99_MS },
    { ...rows('failed', 'calls', ({ calls }) => calls.failedCount), goal: 0 },
    rows('samplesPerSecond', 'samples/s', ({ under }) => under.fedCount / under.elapsedS),
    rows('serverCores', 'cores', ({ under }) => under.cpuS / under.elapsedS),
    // On a machine that others use too, only this says what a call takes.
    rows(
      'cpuMsPerCall',
      'ms',
      ({ calls, under, without }) =>
        ((under.cpuS - (without.cpuS / without.elapsedS) * under.elapsedS) * 1_000) /
        calls.ms.length,
    ),
    rows('commit.withoutCalls.p50Ms', 'ms', ({ without }) => quantile(without.commitMs, 0.5)),
    rows('commit.underCalls.p50Ms', 'ms', ({ under }) => quantile(under.commitMs, 0.5)),
    {
      ...rows(
        'commit.ratio',
        '×',
        ({ without, under }) => quantile(under.commitMs, 0.5) / quantile(without.commitMs, 0.5),
      ),
      goal: UNMOVED,
    },
    rows('commit.withoutCalls.p95Ms', 'ms', ({ without }) => quantile(without.commitMs, 0.95)),
    rows('commit.underCalls.p95Ms', 'ms', ({ under }) => quantile(under.commitMs, 0.95)),
    // A part of that way, which the threads of calls would delay first.
    rows('sync.withoutCalls.p50Ms', 'ms', ({ without }) => quantile(without.syncMs, 0.5)),
    rows('sync.underCalls.p50Ms', 'ms', ({ under }) => quantile(under.syncMs, 0.5)),
    rows('sync.withoutCalls.p99Ms', 'ms', ({ without }) => quantile(without.syncMs, 0.99)),
    rows('sync.underCalls.p99Ms', 'ms', ({ under }) => quantile(under.syncMs, 0.99)),
  ].map(({ name, unit, values, ...aim }) =>
    reportRow(name, unit, values, 'goal' in aim ? { atMost: aim.goal } : undefined),
  );
};

/** Six of ten calls ask for the latest values of a page, two search, and two list a page of tags. */
function callOf(server: BenchServer, callers: readonly Caller[], at: number): Promise<number> {
  const caller = callers[at % callers.length]!;
  const turn = at % 10;
  if (turn < 6) {
    const from = (at * 20) % (server.tagIds.length - 20);
    const tagIds = server.tagIds.slice(from, from + 20);
    return timedCall(questionUrl(server, 'live.latest', { tagIds }), caller);
  }
  if (turn < 8) {
    const text = `presion point-${at % server.tagIds.length}`;
    return timedCall(questionUrl(server, 'tags.search', { text, limit: 20 }), caller);
  }
  return timedCall(questionUrl(server, 'tags.list', { limit: 20 }), caller);
}
