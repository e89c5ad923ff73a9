import type { Collector } from './collector.ts';
import { followCollectors } from './follow-collectors.ts';
import { ServerError } from './server-error.ts';
import type { Tenants } from './tenants.ts';

/** Options of `collectorsElsewhere`. */
interface ElsewhereOptions {
  readonly database: string;
  readonly tenants: Pick<Tenants, 'of'>;
  /** Called once for each time that the database is lost. */
  readonly onFailed: (reason: string) => void;
  /** Tenants that are followed at a time: each takes a connection that listens. @default 20 */
  readonly maxFollowed?: number;
  /** A tenant that nobody asks for so long is followed no more. @default 10 minutes */
  readonly idleMs?: number;
}

/** The collectors of tenants, which run elsewhere. */
export interface CollectorsElsewhere extends AsyncDisposable {
  /**
   * The collectors of a tenant as one, as the database knows them: followed from the first question on.
   *
   * @throws ServerError THROTTLED where as many tenants as may be are being followed
   */
  of(tenantId: string): Promise<Collector>;
}

interface Followed {
  readonly collector: Promise<Collector>;
  usedAtMs: number;
  /** Streams that go on. */
  streams: number;
  stop(): Promise<void>;
}

/** Follows the collectors of those tenants that somebody asks for. */
export function collectorsElsewhere(options: ElsewhereOptions): CollectorsElsewhere {
  const { database, tenants, onFailed, maxFollowed = 20, idleMs = 10 * 60_000 } = options;
  const followed = new Map<string, Followed>();
  const drop = async (tenantId: string): Promise<void> => {
    const one = followed.get(tenantId);
    followed.delete(tenantId);
    await one?.stop();
  };
  const dropIdle = (): void => {
    const nowMs = performance.now();
    for (const [tenantId, { streams, usedAtMs }] of followed)
      if (streams === 0 && nowMs - usedAtMs > idleMs) void drop(tenantId);
  };
  const cleaning = setInterval(dropIdle, Math.min(idleMs, 60_000)).unref();
  const begin = (tenantId: string): Followed => {
    if (followed.size >= maxFollowed)
      throw new ServerError('THROTTLED', `${maxFollowed} tenants are followed: try again later`, {
        retryAfterSeconds: Math.ceil(idleMs / 1_000),
      });
    const following = followCollectors({ database, tenant: tenants.of(tenantId), onFailed });
    const one: Followed = {
      collector: following.then((collector) => countingStreams(collector, () => one)),
      usedAtMs: performance.now(),
      streams: 0,
      stop: async () => {
        await (await following.catch(() => undefined))?.[Symbol.asyncDispose]();
      },
    };
    followed.set(tenantId, one);
    // The next question tries again.
    one.collector.catch(() => followed.delete(tenantId));
    return one;
  };
  return {
    async of(tenantId) {
      const one = followed.get(tenantId) ?? begin(tenantId);
      one.usedAtMs = performance.now();
      return one.collector;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(cleaning);
      await Promise.all([...followed.keys()].map(drop));
    },
  };
}

function countingStreams(collector: Collector, followed: () => Followed): Collector {
  return {
    ...collector,
    async *follow(tagIds, signal) {
      followed().streams += 1;
      try {
        yield* collector.follow(tagIds, signal);
      } finally {
        followed().streams -= 1;
        followed().usedAtMs = performance.now();
      }
    },
  };
}
