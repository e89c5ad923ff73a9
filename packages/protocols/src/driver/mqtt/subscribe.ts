import { setTimeout as delay } from 'node:timers/promises';
import type { DriverHost } from '../driver.ts';
import type { MqttConnection } from './connection/open-connection.ts';
import { readSessionFilters, writeSessionRecord, type SessionRecord } from './session-record.ts';

/** Options of `subscribe`. */
interface WantedSubscriptions {
  readonly session: SessionRecord;
  /** File of the session's record. */
  readonly file: string;
  /** Interval between two tries of the refused filters, in milliseconds. */
  readonly retryMs: number;
  /** Called with the filters that the broker refuses, after each answer. */
  readonly refused: (filters: readonly string[]) => void;
}

/**
 * Subscribes to the session's filters, and unsubscribes from those of an earlier definition.
 *
 * @returns tries the refused filters again, at intervals; ends when none is refused, or on the signal
 * @throws Error when the broker does not answer
 */
export async function subscribe(
  connection: MqttConnection,
  wanted: WantedSubscriptions,
  host: Pick<DriverHost, 'fail'>,
): Promise<(signal: AbortSignal) => Promise<void>> {
  const { session, file, refused } = wanted;
  const earlier = await readSessionFilters(file, session);
  const dropped = earlier.filter((filter) => !session.filters.includes(filter));
  const record = (filters: readonly string[]): Promise<void> =>
    writeSessionRecord(file, { ...session, filters }).catch((error: Error) =>
      host.fail(`the record of the broker's session cannot be written: ${error.message}`),
    );
  // The record is written before the subscriptions change, and after it: a kill in between forgets no subscription.
  const isNews = session.filters.some((filter) => !earlier.includes(filter));
  if (isNews) await record([...dropped, ...session.filters]);
  const ask = async (filters: readonly string[]): Promise<readonly string[]> => {
    const granted = await connection.subscribe(filters);
    const left = filters.filter((_, at) => !granted[at]);
    refused(left);
    return left;
  };
  const [left] = await Promise.all([
    ask(session.filters),
    dropped.length > 0 ? connection.unsubscribe(dropped) : undefined,
  ]);
  if (dropped.length > 0) await record(session.filters);
  return async (signal) => {
    let waiting = left;
    while (waiting.length > 0) {
      await delay(wanted.retryMs, undefined, { signal });
      waiting = await ask(waiting);
    }
  };
}
