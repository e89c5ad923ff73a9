import { setTimeout as delay } from 'node:timers/promises';
import { openPool } from '@varve/db';
import type { Pool } from 'pg';
import { listenForNews } from '../listen-for-news.ts';
import { claimDelivery, nextDueMs, type ClaimedDelivery } from './claim-delivery.ts';
import { DELIVERY_CHANNEL } from './delivery-channel.ts';
import { markDelivery } from './mark-delivery.ts';
import { sendDelivery, type SendParts } from './send-delivery.ts';

/** Options of `startDeliveryRelay`. */
export interface RelayOptions extends SendParts {
  /** Connection string of a migrated database, as a role that sees all tenants. */
  readonly database: string;
  /** Called once for each time that the database is lost. */
  readonly onFailed: (reason: string) => void;
}

/** A word that was lost is made up for. */
const SWEEP_MS = 30_000;
const AT_ONCE = 8;
const MAX_CONNECTIONS = 4;
const STATEMENT_TIMEOUT_MS = 20_000;
/** A peer that is silent holds up a stop for no longer; its delivery is tried again. */
const STOP_MS = 8_000;

/**
 * Sends what is due, for all tenants, whichever server wrote it, until it is disposed of: one delivery of a channel at a time. Several servers share the work; what one of
 * them was sending when it was killed is sent again a minute later, with the same Message-ID.
 */
export function startDeliveryRelay(options: RelayOptions): AsyncDisposable {
  const { database, onFailed } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const pool = openPool(database, 'deliveries', {
    maxConnections: MAX_CONNECTIONS,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  const sql = `LISTEN ${DELIVERY_CHANNEL}`;
  const news = listenForNews({ database, purpose: 'deliveries', sql }, signal);
  const failing = tellOnce((reason) => {
    if (!signal.aborted) onFailed(reason);
  });
  const running = new Set<Promise<void>>();
  const send = (delivery: ClaimedDelivery): void => {
    const sending = attempt(pool, options, delivery)
      .catch((error: unknown) => failing.tell(error as Error))
      .finally(() => {
        running.delete(sending);
        // Its channel and its tenant have room for another.
        news.wake();
      });
    running.add(sending);
  };
  const relay = async (): Promise<void> => {
    while (!signal.aborted) {
      let waitMs = SWEEP_MS;
      try {
        // Asked first: what becomes due while the others are claimed has its time here.
        waitMs = Math.min(SWEEP_MS, Math.max(0, (await nextDueMs(pool)) ?? SWEEP_MS));
        while (running.size < AT_ONCE && !signal.aborted) {
          const claimed = await claimDelivery(pool);
          if (claimed === undefined) break;
          send(claimed);
        }
        failing.end();
      } catch (error) {
        failing.tell(error as Error);
      }
      await news.next(waitMs);
    }
    await Promise.all(running);
  };
  const relaying = relay();
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await Promise.race([relaying, delay(STOP_MS, undefined, { ref: false })]);
      await pool.end();
      await news.ended;
    },
  };
}

/** Tells of the first failure of several in a row. */
function tellOnce(onFailed: (reason: string) => void) {
  let isFailing = false;
  return {
    tell(error: Error): void {
      if (!isFailing) onFailed(error.message);
      isFailing = true;
    },
    end: () => void (isFailing = false),
  };
}

async function attempt(pool: Pool, parts: SendParts, delivery: ClaimedDelivery): Promise<void> {
  const failure = await sendDelivery(parts, delivery).then(
    () => undefined,
    (error: unknown) => error as Error,
  );
  await markDelivery(pool, delivery, failure);
}
