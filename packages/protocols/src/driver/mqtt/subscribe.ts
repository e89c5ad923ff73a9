import { setTimeout as delay } from 'node:timers/promises';
import type { DriverHost } from '../driver.ts';
import type { MqttConnection } from './connection/open-connection.ts';
import { readSessionFilters, writeSessionRecord, type SessionRecord } from './session-record.ts';

/** What a connection is to be subscribed to. */
interface WantedSubscriptions {
  readonly session: SessionRecord;
  /** Where the session's record lies. */
  readonly file: string;
  /** Time between two tries of what was refused, in milliseconds. */
  readonly retryMs: number;
  /** Called with the filters that the broker refuses, each time that it answers. */
  readonly refused: (filters: readonly string[]) => void;
}

/**
 * Subscribes to what is wanted, and ends what an earlier definition wanted of the same session.
 *
 * @returns tries again, from time to time, what was refused; ends when nothing is, or on the signal
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
  // First what may be subscribed to, then what is: a kill between the two forgets nothing.
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
