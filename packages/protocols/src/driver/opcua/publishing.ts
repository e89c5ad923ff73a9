import { setTimeout as delay } from 'node:timers/promises';
import type { NotificationMessage, PublishResponse } from 'node-opcua';
import type { OpcUaDataValue } from '../../opcua/opc-ua-data-value.ts';
import { ConnectionFailure } from '../connection-failure.ts';
import type { DriverHost } from '../driver.ts';
import { reasonOf, refusalOf } from './service-failure.ts';
import type { NodeOpcUa } from './load-opc-ua.ts';
import type { OpcUaSession } from './opc-ua-session.ts';

/** A subscription at the server. */
export interface OpcUaSubscription {
  readonly id: number;
  /** Longest time between two of its messages, in milliseconds. */
  readonly keepAliveMs: number;
  /** On the monotonic clock, in milliseconds. */
  heardAt: number;
  /** Sequence number of its next message. */
  nextSequence: number;
}

/** A value of a monitored item. */
export interface NotifiedValue {
  /** Number of the tag in its source. */
  readonly clientHandle: number;
  readonly value: OpcUaDataValue;
}

/** Options of `createPublisher` and `fetchMissed`. */
export interface Publishing {
  readonly opcua: NodeOpcUa;
  readonly session: OpcUaSession;
  /** The server as reasons name it. */
  readonly peer: string;
  readonly host: Pick<DriverHost, 'whenReady'>;
  /** All subscriptions of the session; more may be added. */
  readonly subscriptions: readonly OpcUaSubscription[];
  /** Called for each message: values, or a keep-alive. */
  readonly onMessage: (values: readonly NotifiedValue[], publishTime: Date | null) => void;
  /** Called while our queue is full and no request is sent: the server's silence means nothing then. */
  readonly onPause: () => void;
  readonly signal: AbortSignal;
}

/** Publish requests to a server. */
interface Publisher {
  /** Sends requests until as many are under way as the subscriptions need. */
  replenish(): void;
  /** Rejects when a subscription or the session has ended. */
  readonly failed: Promise<never>;
}

// The requests are one more than the subscriptions, so that a slow network delays none, and no more than small servers take.
const MOST_REQUESTS = 10;
const PAUSE_MS = 1_000;
// The longest wait of setTimeout.
const LONGEST_MS = 2_147_483_647;

/** Gives the longest silence of a subscription, in milliseconds. */
export function silenceLimitMs({ keepAliveMs }: OpcUaSubscription): number {
  return Math.min(2 * keepAliveMs + 2_000, LONGEST_MS);
}

/** Keeps publish requests under way. While our queue is full it sends none, and the server keeps the values. */
export function createPublisher(publishing: Publishing): Publisher {
  const { opcua, subscriptions, signal } = publishing;
  const acknowledgements: Acknowledgement[] = [];
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  let running = 0;
  let most = MOST_REQUESTS;
  const ask = async (): Promise<void> => {
    while (!signal.aborted && running <= most) {
      await untilReady(publishing);
      const response = await requestMessage(publishing, acknowledgements.splice(0));
      if (signal.aborted) return;
      takeResponse(publishing, response, acknowledgements);
    }
  };
  const run = async (): Promise<void> => {
    running++;
    try {
      await ask();
    } catch (error) {
      const isTooMany = refusalOf(opcua, error)?.name === 'BadTooManyPublishRequests';
      if (isTooMany && running > 1) most = running - 1;
      else failed.reject(lost(publishing, error));
    } finally {
      running--;
    }
  };
  return {
    failed: failed.promise,
    replenish() {
      const { length } = subscriptions;
      const wanted = length === 0 ? 0 : Math.min(length + 1, most);
      while (running < wanted) void run();
    },
  };
}

/** Makes the failure of subscriptions that have worked: whatever the server's status, the tags have no communication. */
function lost({ opcua, peer }: Publishing, error: unknown): ConnectionFailure {
  if (error instanceof ConnectionFailure) return error;
  const reason = `${peer}: the subscriptions ended: ${reasonOf(opcua, error)}`;
  return new ConnectionFailure(reason, { cause: error });
}

interface Acknowledgement {
  readonly subscriptionId: number;
  readonly sequenceNumber: number;
}

async function untilReady({ host, onPause }: Publishing): Promise<void> {
  for (let ready = host.whenReady(); ready !== undefined; ready = host.whenReady()) {
    await Promise.race([ready, delay(PAUSE_MS, undefined, { ref: false })]);
    onPause();
  }
}

async function requestMessage(
  { opcua, session }: Publishing,
  subscriptionAcknowledgements: Acknowledgement[],
): Promise<PublishResponse> {
  // The request waits at the server until there is a message; the silence is watched elsewhere.
  const requestHeader = { timeoutHint: LONGEST_MS };
  const request = new opcua.PublishRequest({ requestHeader, subscriptionAcknowledgements });
  const { promise, resolve, reject } = Promise.withResolvers<PublishResponse>();
  session.publish(request, (error, response) => {
    if (response !== undefined && !error) resolve(response);
    else reject(error ?? new Error('no response'));
  });
  return promise;
}

function takeResponse(
  publishing: Publishing,
  { subscriptionId, notificationMessage }: PublishResponse,
  acknowledgements: Acknowledgement[],
): void {
  const { subscriptions } = publishing;
  const subscription = subscriptions.find(({ id }) => id === subscriptionId);
  if (subscription === undefined) return;
  const { sequenceNumber, notificationData } = notificationMessage;
  // A keep-alive has the sequence number of the next message, and is not acknowledged.
  if ((notificationData?.length ?? 0) > 0)
    acknowledgements.push({ subscriptionId, sequenceNumber });
  takeMessage(publishing, subscription, notificationMessage);
  refuseSilence(publishing);
}

function takeMessage(
  { opcua, peer, onMessage }: Publishing,
  subscription: OpcUaSubscription,
  { sequenceNumber, notificationData, publishTime }: NotificationMessage,
): void {
  subscription.heardAt = performance.now();
  const notifications = notificationData ?? [];
  if (notifications.length > 0) subscription.nextSequence = sequenceNumber + 1;
  const values: NotifiedValue[] = [];
  let ended: string | undefined;
  for (const notification of notifications) {
    if (notification instanceof opcua.DataChangeNotification) {
      for (const item of notification.monitoredItems ?? []) values.push(item);
    }
    if (notification instanceof opcua.StatusChangeNotification) ended = notification.status.name;
  }
  onMessage(values, publishTime);
  if (ended !== undefined) {
    throw new ConnectionFailure(
      `${peer}: the server ended subscription ${subscription.id}: ${ended}`,
    );
  }
}

/** A subscription may have ended while the others send messages. */
function refuseSilence({ subscriptions, peer }: Publishing): void {
  const now = performance.now();
  for (const subscription of subscriptions) {
    const silentMs = now - subscription.heardAt;
    if (silentMs <= silenceLimitMs(subscription)) continue;
    throw new ConnectionFailure(
      `${peer}: subscription ${subscription.id} has been silent for ${Math.round(silentMs)} ms`,
    );
  }
}

/**
 * Fetches the messages that a subscription sent into a broken connection.
 *
 * @throws Error when the subscription has ended
 */
export async function fetchMissed(
  publishing: Publishing,
  subscription: OpcUaSubscription,
): Promise<void> {
  const { opcua, session, signal } = publishing;
  while (!signal.aborted) {
    const request = new opcua.RepublishRequest({
      subscriptionId: subscription.id,
      retransmitSequenceNumber: subscription.nextSequence,
    });
    const { promise, resolve, reject } = Promise.withResolvers<NotificationMessage>();
    session.republish(request, (error, response) => {
      if (response !== undefined && !error) resolve(response.notificationMessage);
      else reject(error ?? new Error('no response'));
    });
    try {
      takeMessage(publishing, subscription, await promise);
    } catch (error) {
      if (refusalOf(opcua, error)?.name === 'BadMessageNotAvailable') return;
      throw error;
    }
  }
}
