import type { NodeId, StatusCode as OpcUaStatus } from 'node-opcua';
import { refusalOf, serviceFailure } from './service-failure.ts';
import type { NodeOpcUa } from './load-opc-ua.ts';
import type { OpcUaSubscription } from './publishing.ts';
import type { OpcUaSession } from './opc-ua-session.ts';

/** A session at a server with its subscriptions and items: it outlives the connection that it was made over. */
export interface OpcUaSessionState {
  readonly session: OpcUaSession;
  readonly subscriptions: OpcUaSubscription[];
  /** The server's monitored item of each tag. */
  readonly items: Map<number, MonitoredItem>;
  /** Most items in one call; learned where the server does not tell its limit. */
  itemsPerCall: number;
  /** Most nodes in one read. */
  nodesPerRead: number;
}

/** Options of `monitorItems` and `removeItems`. */
export interface Monitoring {
  readonly opcua: NodeOpcUa;
  /** The server as reasons name it. */
  readonly peer: string;
  readonly samplingIntervalMs: number;
  readonly state: OpcUaSessionState;
  /** Called for each answer of the server. */
  readonly onAnswer: () => void;
  /** Waits for work; rejects when the connection ends. */
  readonly unlessOver: <Result>(work: Promise<Result>) => Promise<Result>;
}

/** An item as the server knows it. */
interface MonitoredItem {
  readonly subscriptionId: number;
  readonly itemId: number;
  readonly nodeId: NodeId;
}

/** A node that is to be monitored for a tag. */
export interface WantedItem {
  /** Number of the tag in its source. */
  readonly tag: number;
  readonly nodeId: NodeId;
}

/** A node that the server does not monitor, with its status. */
export interface RefusedItem {
  readonly tag: number;
  readonly status: OpcUaStatus;
}

const SHORTEST_PUBLISHING_MS = 50;
const KEEP_ALIVE_MS = 3_000;
const LIFETIME_MS = 30_000;
const QUEUE_SIZE = 100;

// Statuses by which a server asks for fewer items in one call.
const TOO_MUCH = new Set([
  'BadTooManyOperations',
  'BadRequestTooLarge',
  'BadResponseTooLarge',
  'BadEncodingLimitsExceeded',
]);
const FULL = 'BadTooManyMonitoredItems';

/**
 * Monitors nodes, in as many calls and subscriptions as the server's limits need.
 *
 * @returns the nodes that the server does not monitor
 * @throws ConnectionFailure when the server gives no subscription at all, or the connection breaks
 */
export async function monitorItems(
  monitoring: Monitoring,
  wanted: readonly WantedItem[],
): Promise<RefusedItem[]> {
  const { subscriptions } = monitoring.state;
  const refused: RefusedItem[] = [];
  let left = wanted;
  let isFresh = subscriptions.length === 0;
  if (isFresh) subscriptions.push(await openSubscription(monitoring));
  while (left.length > 0) {
    const subscription = subscriptions.at(-1)!;
    const full = await fillSubscription(monitoring, subscription, left, refused);
    const tookNone = full.length === left.length;
    if (isFresh && tookNone && subscriptions.length > 1) await dropLast(monitoring);
    left = full.map(({ item }) => item);
    const next = left.length === 0 || (isFresh && tookNone) ? undefined : await another(monitoring);
    if (next === undefined) {
      refused.push(...full.map(({ item, status }) => ({ tag: item.tag, status })));
      break;
    }
    subscriptions.push(next);
    isFresh = true;
  }
  return refused;
}

async function another(monitoring: Monitoring): Promise<OpcUaSubscription | undefined> {
  try {
    return await openSubscription(monitoring);
  } catch (error) {
    if (refusalOf(monitoring.opcua, error) === undefined) throw error;
    return undefined;
  }
}

async function openSubscription(monitoring: Monitoring): Promise<OpcUaSubscription> {
  const { opcua, peer, samplingIntervalMs, unlessOver, onAnswer } = monitoring;
  const { session } = monitoring.state;
  const intervalMs = Math.max(SHORTEST_PUBLISHING_MS, samplingIntervalMs / 2);
  const keepAliveCount = Math.max(1, Math.ceil(KEEP_ALIVE_MS / intervalMs));
  try {
    const answer = await unlessOver(
      session.createSubscription({
        requestedPublishingInterval: intervalMs,
        requestedLifetimeCount: Math.max(3 * keepAliveCount, Math.ceil(LIFETIME_MS / intervalMs)),
        requestedMaxKeepAliveCount: keepAliveCount,
        maxNotificationsPerPublish: 0,
        publishingEnabled: true,
        priority: 1,
      }),
    );
    onAnswer();
    return {
      id: answer.subscriptionId,
      keepAliveMs: answer.revisedPublishingInterval * answer.revisedMaxKeepAliveCount,
      heardAt: performance.now(),
      nextSequence: 1,
    };
  } catch (error) {
    throw serviceFailure(opcua, `${peer}: no subscription`, error);
  }
}

/** Gives an empty subscription back, since servers have few. */
async function dropLast({ state, unlessOver }: Monitoring): Promise<void> {
  const { session, subscriptions } = state;
  const { id } = subscriptions.pop()!;
  const deleted: unknown = session.deleteSubscriptions({ subscriptionIds: [id] });
  await unlessOver(Promise.resolve(deleted).catch(() => undefined));
}

interface FullItem {
  readonly item: WantedItem;
  readonly status: OpcUaStatus;
}

/** @returns the items that the subscription has no room for */
async function fillSubscription(
  monitoring: Monitoring,
  subscription: OpcUaSubscription,
  items: readonly WantedItem[],
  refused: RefusedItem[],
): Promise<FullItem[]> {
  const { opcua, peer, state } = monitoring;
  const full: FullItem[] = [];
  let at = 0;
  while (at < items.length) {
    const chunk = items.slice(at, at + state.itemsPerCall);
    let statuses: readonly OpcUaStatus[];
    try {
      statuses = await createItems(monitoring, subscription, chunk);
    } catch (error) {
      const refusal = refusalOf(opcua, error);
      if (TOO_MUCH.has(refusal?.name ?? '') && chunk.length > 1) {
        state.itemsPerCall = Math.ceil(chunk.length / 2);
        continue;
      }
      if (refusal?.name !== FULL) throw serviceFailure(opcua, `${peer}: no monitored items`, error);
      statuses = chunk.map(() => refusal);
    }
    const fullBefore = full.length;
    for (const [index, status] of statuses.entries()) {
      const item = chunk[index]!;
      if (status.name === FULL) full.push({ item, status });
      else if (isRefused(status)) refused.push({ tag: item.tag, status });
    }
    at += chunk.length;
    // The subscription is full, so the rest is not tried.
    if (full.length - fullBefore === chunk.length) {
      const { status } = full.at(-1)!;
      full.push(...items.slice(at).map((item) => ({ item, status })));
      break;
    }
  }
  return full;
}

async function createItems(
  monitoring: Monitoring,
  { id }: OpcUaSubscription,
  items: readonly WantedItem[],
): Promise<readonly OpcUaStatus[]> {
  const { opcua, samplingIntervalMs, state, unlessOver, onAnswer } = monitoring;
  const attributeId = opcua.AttributeIds.Value;
  const answer = await unlessOver(
    state.session.createMonitoredItems({
      subscriptionId: id,
      timestampsToReturn: opcua.TimestampsToReturn.Both,
      itemsToCreate: items.map(({ tag, nodeId }) => ({
        itemToMonitor: { nodeId, attributeId },
        monitoringMode: opcua.MonitoringMode.Reporting,
        requestedParameters: {
          clientHandle: tag,
          samplingInterval: samplingIntervalMs,
          discardOldest: true,
          queueSize: QUEUE_SIZE,
        },
      })),
    }),
  );
  onAnswer();
  const results = answer.results ?? [];
  if (results.length !== items.length) {
    throw new Error(`expected ${items.length} monitored items, got ${results.length}`);
  }
  for (const [index, { statusCode, monitoredItemId: itemId }] of results.entries()) {
    const { tag, nodeId } = items[index]!;
    if (isRefused(statusCode)) continue;
    state.items.set(tag, { subscriptionId: id, itemId, nodeId });
  }
  return results.map(({ statusCode }) => statusCode);
}

function isRefused({ value }: OpcUaStatus): boolean {
  return (value | 0) < 0;
}

/** Removes items whose nodes the server deleted: they would not notice a node that comes back. */
export async function removeItems(monitoring: Monitoring, tags: Iterable<number>): Promise<void> {
  const { state, unlessOver } = monitoring;
  const { session, items } = state;
  const bySubscription = new Map<number, number[]>();
  for (const tag of tags) {
    const item = items.get(tag);
    if (item === undefined) continue;
    items.delete(tag);
    const { subscriptionId, itemId } = item;
    bySubscription.set(subscriptionId, [...(bySubscription.get(subscriptionId) ?? []), itemId]);
  }
  for (const [subscriptionId, monitoredItemIds] of bySubscription) {
    // The server may have removed them already.
    const removed = session.deleteMonitoredItems({ subscriptionId, monitoredItemIds });
    await unlessOver(removed.catch(() => undefined));
  }
}
