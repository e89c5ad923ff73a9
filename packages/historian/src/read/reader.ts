import { setTimeout as delay } from 'node:timers/promises';
import { openPool } from '@varve/db';
import { invalidQuery, type AggregateQuery, type Aggregates } from './aggregate-query.ts';
import { readAggregates } from './read-aggregates.ts';
import { readRaw, type RawQuery, type RawSamples } from './read-raw.ts';
import { readTrend } from './read-trend.ts';
import type { TagSpan } from './tag-span.ts';
import type { Trend, TrendQuery } from './trend.ts';
import type { WaitingSamples } from './waiting-samples.ts';

/** Answers every question about what is stored. */
export interface Reader {
  /** Reads one tag for a chart of some pixels' width. @throws HistorianError QUERY_INVALID */
  trend(query: TrendQuery): Promise<Trend>;
  /** Every sample of a tag and a range. @throws HistorianError QUERY_INVALID, RANGE_TOO_LARGE */
  raw(query: RawQuery): Promise<RawSamples>;
  /** Counts, extremes and means of a tag over equal buckets. @throws HistorianError QUERY_INVALID */
  aggregate(query: AggregateQuery): Promise<Aggregates>;
  /** Whether the database answers, within 4 s. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

const CONNECTIONS = 4;
const STATEMENT_TIMEOUT_MS = 20_000;
const PING_TIMEOUT_MS = 2_000;

/**
 * Makes a reader with connections of its own: a slow question does not hold up the writers.
 *
 * @param waiting - samples that a historian of this process has yet to store: they are joined
 */
export function createReader(connectionString: string, waiting?: WaitingSamples): Reader {
  const pool = openPool(connectionString, 'reader', {
    maxConnections: CONNECTIONS,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  const pinger = createPinger(connectionString);
  return {
    async trend(query) {
      const { widthPixels } = query;
      if (!Number.isInteger(widthPixels) || widthPixels < 1) {
        throw invalidQuery(`expected a whole number of widthPixels from 1, got ${widthPixels}`);
      }
      return readTrend(pool, inMicroseconds(query), { waiting });
    },
    raw: async (query) => readRaw(pool, inMicroseconds(query), waiting),
    aggregate: async (query) => readAggregates(pool, inMicroseconds(query), { waiting }),
    ping: () => pinger.ping(),
    async close() {
      await Promise.all([pool.end(), pinger.close()]);
    },
  };
}

/** Asks over a connection of its own: slow questions take none from it, and no answer is one within seconds. */
function createPinger(connectionString: string): Pick<Reader, 'ping' | 'close'> {
  const pool = openPool(connectionString, 'health', {
    maxConnections: 1,
    statementTimeoutMs: PING_TIMEOUT_MS,
  });
  let asking: Promise<boolean> | undefined;
  const ask = async (): Promise<boolean> => {
    try {
      await pool.query('SELECT 1');
      return true;
    } catch {
      return false;
    } finally {
      asking = undefined;
    }
  };
  return {
    ping: () => {
      asking ??= ask();
      return Promise.race([asking, delay(2 * PING_TIMEOUT_MS, false, { ref: false })]);
    },
    close: () => pool.end(),
  };
}

/** A question whose range is of whole microseconds, as times are stored. @throws HistorianError QUERY_INVALID */
function inMicroseconds<Query extends TagSpan>(query: Query): Query {
  const { fromUs, toUs } = query;
  if (!(fromUs < toUs)) throw invalidQuery(`from ${fromUs} is not before to ${toUs}`);
  return { ...query, fromUs: Math.round(fromUs), toUs: Math.round(toUs) };
}
