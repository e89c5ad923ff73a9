import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type * as nodeOpcua from 'node-opcua';
import type { ClientSubscription, DataValue, OPCUAClient, Variant } from 'node-opcua';
import type { OpcUaSourceDefinition } from '../source-definition.ts';
import { packSampleFrame, type FrameSample } from '../sample-frame/sample-frame.ts';
import { StatusCode } from '../status-code.ts';
import { packTextFrame, type TextSample } from '../text-frame/text-frame.ts';
import { pushOutage, type Driver, type DriverHost } from './driver.ts';

const DEFAULT_SAMPLING_INTERVAL_MS = 1_000;
const SHORTEST_PUBLISHING_MS = 50;
const QUEUE_SIZE = 100;
// Notifications of one turn travel as one frame.
const GATHER_MS = 20;
const STOP_TIMEOUT_MS = 5_000;
// As `planSource` numbers them.
const NUMBERS_PLAN = 0;
const TEXTS_PLAN = 1;

/** The library, loaded. */
export type NodeOpcUa = typeof nodeOpcua;

/**
 * Loads the OPC UA library: it is large, and whoever has no such source does without.
 *
 * It writes its warnings to standard output, which belongs to the program: they are silenced here, and what
 * matters of them reaches the driver's host as events.
 */
export async function loadOpcUa(): Promise<NodeOpcUa> {
  const opcua = await import('node-opcua');
  opcua.setWarningLogger(() => undefined);
  opcua.setErrorLogger(() => undefined);
  return opcua;
}

/**
 * Takes the lock of the certificates away that a killed Varve left: the library would honour it for two minutes.
 * For whoever has the folder alone, before its first client.
 */
export function clearCertificateLock(directory: string): void {
  rmSync(join(certificateFolder(directory), 'mutex.lock'), { recursive: true, force: true });
}

function certificateFolder(directory: string): string {
  return join(directory, 'opcua-pki');
}

/** Monitors the nodes of an OPC UA server. */
export function startOpcUaDriver(
  opcua: NodeOpcUa,
  source: OpcUaSourceDefinition,
  host: DriverHost,
): Driver {
  const client = createClient(opcua, host);
  followConnection(client, placesOf(source).some(({ isText }) => isText) ? 2 : 1, host);
  let isStopping = false;
  const started = monitorSource(opcua, client, source, host).catch((error: unknown) => {
    if (isStopping) return;
    host.fail((error as Error).message);
    host.stateChanged('disconnected');
  });
  return {
    async stop() {
      isStopping = true;
      const stopped = client.disconnect().then(() => started);
      // Connecting may wait for something that does not come, and disconnecting waits for connecting.
      const limit = new AbortController();
      const late = delay(STOP_TIMEOUT_MS, undefined, { signal: limit.signal }).catch(
        () => undefined,
      );
      await Promise.race([stopped, late]);
      limit.abort();
      host.stateChanged('stopped');
    },
  };
}

async function monitorSource(
  opcua: NodeOpcUa,
  client: OPCUAClient,
  source: OpcUaSourceDefinition,
  host: DriverHost,
): Promise<void> {
  const { samplingIntervalMs = DEFAULT_SAMPLING_INTERVAL_MS } = source;
  host.stateChanged('connecting');
  await client.connect(source.endpointUrl);
  const session = await client.createSession();
  const subscription = await session.createSubscription2({
    requestedPublishingInterval: Math.max(SHORTEST_PUBLISHING_MS, samplingIntervalMs / 2),
    requestedLifetimeCount: 600,
    requestedMaxKeepAliveCount: 20,
    maxNotificationsPerPublish: 0,
    publishingEnabled: true,
    priority: 1,
  });
  await monitor(opcua, subscription, source, host);
  host.stateChanged('connected');
}

function createClient(opcua: NodeOpcUa, host: DriverHost): OPCUAClient {
  return opcua.OPCUAClient.create({
    applicationName: 'Varve',
    endpointMustExist: false,
    keepSessionAlive: true,
    keepAliveInterval: 5_000,
    connectionStrategy: { initialDelay: 500, maxDelay: 15_000, maxRetry: -1 },
    clientCertificateManager: new opcua.OPCUACertificateManager({
      rootFolder: certificateFolder(host.directory),
      automaticallyAcceptUnknownCertificate: false,
    }),
  });
}

function followConnection(client: OPCUAClient, planCount: number, host: DriverHost): void {
  client.on('backoff', (_attempt, delayMs) => {
    host.fail(`no connection, next try in ${Math.round(delayMs / 1_000)} s`);
    host.stateChanged('connecting');
  });
  client.on('connection_lost', () => {
    host.fail('connection lost');
    host.stateChanged('disconnected');
    const nowUs = host.nowUs();
    pushOutage(host, planCount, { status: StatusCode.badNoCommunication, sinceUs: () => nowUs });
  });
  client.on('after_reconnection', (error) => {
    if (error) host.fail(error.message);
    else host.stateChanged('connected');
  });
}

async function monitor(
  opcua: NodeOpcUa,
  subscription: ClientSubscription,
  source: OpcUaSourceDefinition,
  host: DriverHost,
): Promise<void> {
  const { AttributeIds, TimestampsToReturn } = opcua;
  const group = await subscription.monitorItems(
    source.tags.map(({ nodeId }) => ({ nodeId, attributeId: AttributeIds.Value })),
    {
      samplingInterval: source.samplingIntervalMs ?? DEFAULT_SAMPLING_INTERVAL_MS,
      discardOldest: true,
      queueSize: QUEUE_SIZE,
    },
    TimestampsToReturn.Both,
  );
  const places = placesOf(source);
  const gatherNumber = gatherer<FrameSample>(host, NUMBERS_PLAN, packSampleFrame);
  const gatherText = gatherer<TextSample>(host, TEXTS_PLAN, packTextFrame);
  group.on('changed', (_item, dataValue, index) => {
    const { isText, tag } = places[index]!;
    if (isText) gatherText(textSample(opcua, dataValue, tag, host.nowUs()));
    else gatherNumber(frameSample(opcua, dataValue, tag, host.nowUs()));
  });
  // One node that the server does not know must not silence the others: it is a Bad sample and a reason.
  for (const [index, item] of group.monitoredItems.entries()) {
    const status = item.statusCode ?? item.result?.statusCode;
    if (status === undefined || status.value === 0) continue;
    host.fail(`${source.tags[index]!.nodeId}: ${status.name}`);
    const { isText, tag } = places[index]!;
    const sample = { tag, timeUs: host.nowUs(), status: StatusCode.badConfigurationError };
    if (isText) gatherText({ ...sample, value: null });
    else gatherNumber({ ...sample, value: Number.NaN });
  }
}

/** Whether each tag of a source holds texts, and its number in the plan of its kind, as `planSource` counts them. */
function placesOf({ tags }: OpcUaSourceDefinition): { isText: boolean; tag: number }[] {
  let numbers = 0;
  let texts = 0;
  return tags.map(({ dataType }) => {
    const isText = dataType === 'text';
    return { isText, tag: isText ? texts++ : numbers++ };
  });
}

function gatherer<Sample>(
  host: DriverHost,
  plan: number,
  pack: (samples: readonly Sample[]) => Uint8Array,
): (sample: Sample) => void {
  let waiting: Sample[] = [];
  return (sample) => {
    waiting.push(sample);
    if (waiting.length > 1) return;
    setTimeout(() => {
      const payload = pack(waiting);
      waiting = [];
      host.push({ plan, receivedUs: host.nowUs(), status: StatusCode.good, payload });
    }, GATHER_MS);
  };
}

function frameSample(
  opcua: NodeOpcUa,
  dataValue: DataValue,
  tag: number,
  nowUs: number,
): FrameSample {
  const timeUs = timeOf(dataValue, nowUs);
  const value = numberOf(opcua, dataValue.value);
  const status = dataValue.statusCode.value | 0;
  if (value === undefined) {
    const isBad = status < 0;
    return { tag, timeUs, value: Number.NaN, status: isBad ? status : StatusCode.badDecodingError };
  }
  return { tag, timeUs, value, status };
}

function textSample(
  opcua: NodeOpcUa,
  dataValue: DataValue,
  tag: number,
  nowUs: number,
): TextSample {
  const timeUs = timeOf(dataValue, nowUs);
  const value = textOf(opcua, dataValue.value) ?? null;
  const status = dataValue.statusCode.value | 0;
  const isMissing = value === null && status >= 0;
  return { tag, timeUs, value, status: isMissing ? StatusCode.badDecodingError : status };
}

function timeOf(dataValue: DataValue, nowUs: number): number {
  const { sourceTimestamp, sourcePicoseconds, serverTimestamp } = dataValue;
  const stamp = sourceTimestamp ?? serverTimestamp;
  if (stamp === null) return nowUs;
  return stamp.getTime() * 1_000 + Math.floor((sourcePicoseconds ?? 0) / 1_000_000);
}

/** A text, or what can be written as one; no array and no structure. */
function textOf(opcua: NodeOpcUa, variant: Variant | undefined): string | undefined {
  const value: unknown = variant?.value;
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (variant?.dataType === opcua.DataType.LocalizedText) {
    const { text } = value as { readonly text?: string | null };
    return text ?? undefined;
  }
  return numberOf(opcua, variant)?.toString();
}

function numberOf(
  { DataType, VariantArrayType }: NodeOpcUa,
  variant: Variant | undefined,
): number | undefined {
  const value: unknown = variant?.value;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  // 64-bit integers come as a pair of high and low word, both without a sign.
  const isSigned = variant?.dataType === DataType.Int64;
  if (!isSigned && variant?.dataType !== DataType.UInt64) return undefined;
  if (variant.arrayType !== VariantArrayType.Scalar) return undefined;
  const [high, low] = value as [number, number];
  return (isSigned ? high | 0 : high) * 2 ** 32 + low;
}
