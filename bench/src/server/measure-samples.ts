import { reportRow } from '../report.ts';
import { openSessions, send, type Caller } from './open-sessions.ts';
import type { BenchServer } from './bench-server.ts';
import { inRounds, type ServerPart } from './server-part.ts';

const SESSIONS = 20;
const LINES = 5_000;
/** Tags of a request, as of a program that sends some seconds of its plant. */
const TAGS_OF_REQUEST = 500;
/** Requests under way at once. */
const AT_ONCE = 4;
const LEAST_PER_CORE = 500_000;

/** Samples by line protocol, as quickly as they are taken: what one core takes to the spool. */
export const measureSamples: ServerPart = async (server, { seconds, rounds }) => {
  const callers = await openSessions(server, SESSIONS);
  let turn = 0;
  const measured = await inRounds(rounds, 'samples', async () => {
    const [accepted, figures] = await server.whileDoing(async () => {
      const endMs = performance.now() + seconds * 1_000;
      const counts = await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          let count = 0;
          while (performance.now() < endMs)
            count += await post(server, callers[turn++ % SESSIONS]!);
          return count;
        }),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    });
    return { accepted, ...figures };
  });
  const row = (name: string, of: (round: (typeof measured)[number]) => number, atLeast?: number) =>
    reportRow(
      `samples.${name}`,
      'samples/s',
      measured.map((round) => round.accepted / of(round)),
      atLeast === undefined ? {} : { atLeast },
    );
  return [
    row('perMainCpuSecond', ({ mainCpuS }) => mainCpuS, LEAST_PER_CORE),
    row('perCpuSecond', ({ cpuS }) => cpuS),
    row('perSecond', ({ elapsedS }) => elapsedS),
  ];
};

/** @returns how many were accepted */
async function post(server: BenchServer, { headers }: Caller): Promise<number> {
  const startMs = Date.now();
  const lines = Array.from({ length: LINES }, (_, at) => {
    const tag = at % TAGS_OF_REQUEST;
    const name = `area-${tag % 50}/well-${tag % 2_000}/point-${tag}`;
    return `${name} value=${(at % 1_000) / 10} ${startMs + Math.floor(at / TAGS_OF_REQUEST)}`;
  });
  const url = new URL('/api/v1/samples?precision=ms', server.address);
  const { status, body } = await send(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
    body: lines.join('\n'),
  });
  if (status === 429) return 0;
  const { accepted } = JSON.parse(body) as { accepted?: number };
  if (accepted !== LINES)
    throw new Error(`samples were answered by ${status}: ${body.slice(0, 500)}`);
  return accepted;
}
