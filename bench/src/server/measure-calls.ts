import { quantile } from '../feed/commit-latency.ts';
import { reportRow } from '../report.ts';
import { openSessions, questionUrl, timedCall } from './open-sessions.ts';
import { inRounds, type ServerPart } from './server-part.ts';

const CALLS_PER_SECOND = 15;
const MOST_ADDED_MS = 1;

/** Time that session, right, schema and answer of a small call add to a bare request: one after the other, by turns. */
export const measureCalls: ServerPart = async (server, { seconds, rounds }) => {
  const callers = await openSessions(server, Math.ceil((seconds * rounds) / 15) + 1);
  const bare = new URL('/live', server.address);
  const call = questionUrl(server, 'live.latest', { tagIds: server.tagIds.slice(0, 1) });
  let asked = 0;
  const measured = await inRounds(rounds, 'calls', async () => {
    const [bareMs, callMs]: [number[], number[]] = [[], []];
    for (let done = 0; done < seconds * CALLS_PER_SECOND; done++) {
      const caller = callers[asked++ % callers.length]!;
      bareMs.push(await timedCall(bare, { headers: {} }));
      callMs.push(await timedCall(call, caller));
    }
    const count = seconds * CALLS_PER_SECOND;
    const [, bareUse] = await server.whileDoing(() =>
      repeat(count, () => timedCall(bare, { headers: {} })),
    );
    const [, callUse] = await server.whileDoing(() =>
      repeat(count, () => timedCall(call, callers[asked++ % callers.length]!)),
    );
    const addedCpuMs = ((callUse.mainCpuS - bareUse.mainCpuS) * 1_000) / count;
    return { bare: medianOf(bareMs), call: medianOf(callMs), addedCpuMs };
  });
  const row = (name: string, values: number[], goal?: { atMost: number }) =>
    reportRow(`calls.${name}`, 'ms', values, goal);
  return [
    row(
      'bareMs',
      measured.map(({ bare: ms }) => ms),
    ),
    row(
      'authenticatedMs',
      measured.map(({ call: ms }) => ms),
    ),
    row(
      'addedMs',
      measured.map((round) => round.call - round.bare),
      { atMost: MOST_ADDED_MS },
    ),
    row(
      'addedCpuMs',
      measured.map(({ addedCpuMs }) => addedCpuMs),
    ),
  ];
};

async function repeat(count: number, work: () => Promise<unknown>): Promise<void> {
  for (let done = 0; done < count; done++) await work();
}

function medianOf(values: readonly number[]): number {
  return quantile(
    values.toSorted((one, other) => one - other),
    0.5,
  );
}
