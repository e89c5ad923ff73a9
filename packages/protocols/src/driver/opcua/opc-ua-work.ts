import { setTimeout as delay } from 'node:timers/promises';
import type { DriverHost } from '../driver.ts';
import type { OpcUaConnection } from './opc-ua-connection.ts';
import type { Monitoring, OpcUaSessionState } from './monitor-items.ts';
import type { NodeOpcUa } from './load-opc-ua.ts';
import {
  createPublisher,
  fetchMissed,
  silenceLimitMs,
  type NotifiedValue,
  type Publishing,
} from './publishing.ts';
import { DEFAULT_SAMPLING_INTERVAL_MS } from './opc-ua-samples.ts';
import { openSession, readServerFacts } from './opc-ua-session.ts';
import { describeFailures, isGone, monitorTags, type MonitoredTags } from './monitored-tags.ts';
import type { Link } from '../supervise-connection.ts';

// Longer than the library waits for an answer.
const STEP_TIMEOUT_MS = 20_000;
const TRY_AGAIN_MS = 5_000;
const MOST_ITEMS_PER_CALL = 500;
const MOST_NODES_PER_READ = 500;

/** Options of `beginSession`, `resumeSession` and `runSession`. */
export interface OpcUaWork {
  readonly opcua: NodeOpcUa;
  /** The server as reasons name it: `host:port`. */
  readonly peer: string;
  readonly host: DriverHost;
  readonly connection: OpcUaConnection;
  readonly link: Link;
  readonly tags: MonitoredTags;
  /** Called for each message of a subscription. */
  readonly onHeard: () => void;
}

/** Opens an empty session. @throws ConnectionFailure when the server refuses */
export async function beginSession(work: OpcUaWork): Promise<OpcUaSessionState> {
  const { opcua, connection, peer, link, tags } = work;
  link.expectEvery(STEP_TIMEOUT_MS);
  const session = await openSession(opcua, connection, peer);
  tags.samples.begin();
  tags.failures.clear();
  tags.lost.clear();
  return {
    session,
    subscriptions: [],
    items: new Map(),
    itemsPerCall: MOST_ITEMS_PER_CALL,
    nodesPerRead: MOST_NODES_PER_READ,
  };
}

/**
 * Resumes a session of an earlier connection: the values that its subscriptions gathered meanwhile are not lost, and a server with few
 * sessions needs no second one.
 *
 * @returns false when the server has lost the session, or a part of it
 * @throws ConnectionFailure when the connection breaks
 */
export async function resumeSession(work: OpcUaWork, state: OpcUaSessionState): Promise<boolean> {
  const { connection, link, tags } = work;
  const { session, subscriptions } = state;
  link.expectEvery(STEP_TIMEOUT_MS);
  tags.samples.begin();
  const publishing = publishingOf(work, state, (values, time) => tags.samples.take(values, time));
  try {
    await connection.unlessOver(connection.client.reactivateSession(session));
    for (const subscription of subscriptions) {
      subscription.heardAt = performance.now();
      await connection.unlessOver(fetchMissed(publishing, subscription));
      link.expectEvery(STEP_TIMEOUT_MS);
    }
    await readAgain(work, state);
    return true;
  } catch (error) {
    if (connection.isBroken() || link.signal.aborted) throw error;
    await connection.unlessOver(session.close(true).catch(() => undefined));
    return false;
  }
}

/** Reads all values: a node that did not change while the connection was broken will not be notified. */
async function readAgain(work: OpcUaWork, state: OpcUaSessionState): Promise<void> {
  const { opcua, connection, link, tags } = work;
  const attributeId = opcua.AttributeIds.Value;
  const items = [...state.items];
  for (let at = 0; at < items.length; at += state.nodesPerRead) {
    const some = items.slice(at, at + state.nodesPerRead);
    const nodes = some.map(([, { nodeId }]) => ({ nodeId, attributeId }));
    const values = await connection.unlessOver(state.session.read(nodes));
    link.expectEvery(STEP_TIMEOUT_MS);
    const read = values.map((value, index) => ({ clientHandle: some[index]![0], value }));
    tags.samples.takeRead(read);
  }
  tags.samples.fail([...tags.failures.values()]);
}

/**
 * Monitors all tags, and takes their values until the connection or the session ends. It tries again at intervals to monitor the others.
 *
 * @throws ConnectionFailure with the reason of the end
 */
export async function runSession(work: OpcUaWork, state: OpcUaSessionState): Promise<never> {
  const { opcua, peer, connection, link, tags, onHeard } = work;
  let isSetUp = false;
  let wasHeard = false;
  const hear = (): void => {
    if (isSetUp) link.heard();
    else wasHeard = true;
  };
  const publishing = publishingOf(
    work,
    state,
    (values, publishTime) => {
      noteLost(tags, values);
      tags.samples.take(values, publishTime);
      onHeard();
      hear();
    },
    hear,
  );
  const publisher = createPublisher(publishing);
  const monitoring: Monitoring = {
    opcua,
    peer,
    state,
    samplingIntervalMs: tags.source.samplingIntervalMs ?? DEFAULT_SAMPLING_INTERVAL_MS,
    unlessOver: connection.unlessOver,
    onAnswer() {
      if (!isSetUp) link.expectEvery(STEP_TIMEOUT_MS);
      publisher.replenish();
    },
  };
  const monitor = async (): Promise<never> => {
    publisher.replenish();
    for (;;) {
      await monitorMissing(work, monitoring);
      publisher.replenish();
      link.trouble(describeFailures(tags, peer));
      if (!isSetUp) {
        isSetUp = true;
        // From here on only messages of the subscriptions count: other services may work without them.
        link.expectEvery(Math.max(...state.subscriptions.map(silenceLimitMs)));
        if (wasHeard) link.heard();
      }
      await delay(TRY_AGAIN_MS, undefined, { signal: link.signal });
    }
  };
  return connection.unlessOver(Promise.race([publisher.failed, monitor()]));
}

function noteLost({ lost }: MonitoredTags, values: readonly NotifiedValue[]): void {
  for (const { clientHandle, value } of values) {
    if (isGone(value)) lost.add(clientHandle);
    else lost.delete(clientHandle);
  }
}

async function monitorMissing(work: OpcUaWork, monitoring: Monitoring): Promise<void> {
  const { opcua, peer, connection, tags } = work;
  const { state } = monitoring;
  const missing = [...tags.source.tags.keys()].filter(
    (tag) => tags.lost.has(tag) || !state.items.has(tag),
  );
  // Only a subscription shows whether the server works, even an empty one.
  if (missing.length === 0 && state.subscriptions.length > 0) return;
  const facts = await readServerFacts(opcua, state.session, connection, peer);
  state.itemsPerCall = lower(state.itemsPerCall, facts.itemsPerCall);
  state.nodesPerRead = lower(state.nodesPerRead, facts.nodesPerRead);
  await monitorTags(monitoring, tags, missing, facts.namespaces);
}

/** Gives the lower limit; 0 means no limit. */
function lower(own: number, limit: number): number {
  return limit > 0 ? Math.min(own, limit) : own;
}

function publishingOf(
  { opcua, peer, host, link }: OpcUaWork,
  { session, subscriptions }: OpcUaSessionState,
  onMessage: Publishing['onMessage'],
  onReady: () => void = () => undefined,
): Publishing {
  const onPause = (): void => {
    for (const subscription of subscriptions) subscription.heardAt = performance.now();
    onReady();
  };
  const { signal } = link;
  return { opcua, session, peer, host, subscriptions, onMessage, onPause, signal };
}
