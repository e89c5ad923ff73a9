import { quantile } from '../feed/commit-latency.ts';
import { reportRow } from '../report.ts';
import { openSessions, questionUrl, timedCall } from './open-sessions.ts';
import { inRounds, type ServerPart } from './server-part.ts';

const CALLS_PER_SECOND = 15;
const MOST_MS = 30;

/** Words that few, many and no tags have, and steps down the tree. */
const QUESTIONS: readonly (readonly [string, (at: number) => object])[] = [
  ['tags.search', (at) => ({ text: `point-${(at * 7_919) % 100_000}` })],
  ['tags.search', (at) => ({ text: `presion well-${at % 2_000}` })],
  ['tags.search', () => ({ text: 'presion cabeza' })],
  ['tags.search', () => ({ text: 'caudal inyeccion' })],
  ['tags.children', (at) => ({ prefix: at % 2 === 0 ? '' : `area-${at % 50}` })],
];

/** Searches among all tags of the server, over HTTP. */
export const measureSearch: ServerPart = async (server, { seconds, rounds }) => {
  const callers = await openSessions(server, Math.ceil((seconds * rounds) / 30) + 1);
  const url = (at: number): URL => {
    const [name, input] = QUESTIONS[at % QUESTIONS.length]!;
    return questionUrl(server, name, input(at));
  };
  const firstMs = await timedCall(url(0), callers[0]!);
  let asked = 0;
  const measured = await inRounds(rounds, 'search', async () => {
    const ms: number[] = [];
    for (let count = 0; count < seconds * CALLS_PER_SECOND; count++)
      ms.push(await timedCall(url(asked), callers[asked++ % callers.length]!));
    return ms.toSorted((one, other) => one - other);
  });
  const quantiles = (share: number): number[] => measured.map((ms) => quantile(ms, share));
  return [
    reportRow('search.firstMs', 'ms', [firstMs]),
    reportRow('search.p50Ms', 'ms', quantiles(0.5), { atMost: MOST_MS }),
    reportRow('search.p99Ms', 'ms', quantiles(0.99), { atMost: MOST_MS }),
  ];
};
