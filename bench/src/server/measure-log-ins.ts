import { quantile } from '../feed/commit-latency.ts';
import { reportRow } from '../report.ts';
import { atRate } from './at-rate.ts';
import { logIn, makeUsers } from './open-sessions.ts';
import { inRounds, type ServerPart } from './server-part.ts';

const LOG_INS_PER_SECOND = 50;
const SAMPLES_PER_SECOND = 50_000;
/** Noise between two rounds of the same is of this size. */
const UNMOVED = 1.25;

/** Fifty people a second log in, each from his own address: their passwords are hashed where the spool is synced. */
export const measureLogIns: ServerPart = async (server, { seconds, rounds }) => {
  const users = LOG_INS_PER_SECOND * seconds;
  await makeUsers(server.database, users);
  server.feed(SAMPLES_PER_SECOND);
  await server.during(2);
  const measured = await inRounds(rounds, 'log-ins', async () => {
    const without = await server.during(seconds);
    let letIn = 0;
    const [, under] = await server.whileDoing(() =>
      atRate({
        perSecond: LOG_INS_PER_SECOND,
        seconds,
        work: async (at) => {
          const { status } = await logIn(server, 1 + (at % users));
          if (status === 200) letIn++;
        },
      }),
    );
    return { without, under, letIn };
  });
  server.feed(0);
  const row = (
    name: string,
    unit: string,
    value: (round: (typeof measured)[number]) => number,
    atMost?: number,
  ) =>
    reportRow(`logIns.${name}`, unit, measured.map(value), atMost === undefined ? {} : { atMost });
  return [
    row('letInPerSecond', '/s', ({ letIn, under }) => letIn / under.elapsedS),
    row('sync.without.p50Ms', 'ms', ({ without }) => quantile(without.syncMs, 0.5)),
    row('sync.under.p50Ms', 'ms', ({ under }) => quantile(under.syncMs, 0.5)),
    row(
      'sync.ratio',
      '×',
      ({ without, under }) => quantile(under.syncMs, 0.5) / quantile(without.syncMs, 0.5),
      UNMOVED,
    ),
    row('sync.without.p99Ms', 'ms', ({ without }) => quantile(without.syncMs, 0.99)),
    row('sync.under.p99Ms', 'ms', ({ under }) => quantile(under.syncMs, 0.99)),
  ];
};
