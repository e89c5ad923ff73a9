import { createServer } from 'node:net';
import { Aedes } from 'aedes';
import { STEP_MS, stepAt, valueAt, waveAt, type AcknowledgedMessage } from './journal.ts';

// A broker, and the devices that publish through it: a process that is killed.

/** A fault of the devices' payloads. */
export type PayloadWrong = 'silent' | 'broken' | 'no number' | 'error text' | 'no time';

/** Options of a broker. */
export interface BrokerOrder {
  readonly port: number;
  readonly startMs: number;
  readonly devices: readonly BrokerDevice[];
}

/** A device of a topic. */
export interface BrokerDevice {
  readonly topic: string;
  /** Numbers of its tags: the step, and the wave where there is one. */
  readonly tag: number;
  readonly waveTag: number | undefined;
}

const broker = await Aedes.createBroker();
let wrong: PayloadWrong | undefined;
let acknowledged: AcknowledgedMessage[] = [];

broker.on('ack', (packet, client) => {
  if (client === null || packet === undefined || !('payload' in packet)) return;
  const payload = readPayload(String(packet.payload));
  if (payload?.w === undefined) return;
  acknowledged.push({ tag: `${packet.topic}/wave`, timeMs: payload.t, value: payload.w });
});

function readPayload(text: string): { t: number; w?: number } | undefined {
  try {
    const payload = JSON.parse(text) as { t?: unknown; w?: unknown };
    if (typeof payload.t !== 'number' || typeof payload.w !== 'number') return undefined;
    return { t: payload.t, w: payload.w };
  } catch {
    return undefined;
  }
}

process.on('disconnect', () => process.exit(0));
process.on('message', (message: BrokerOrder | { readonly wrong: PayloadWrong | null }) => {
  if ('wrong' in message) wrong = message.wrong ?? undefined;
  else start(message);
});

function start({ port, startMs, devices }: BrokerOrder): void {
  const server = createServer((socket) => void broker.handle(socket));
  server.listen(port, '127.0.0.1', () => {
    setInterval(() => {
      for (const device of devices) publish(device, startMs);
      if (acknowledged.length > 0) process.send!({ acknowledged });
      acknowledged = [];
    }, STEP_MS);
    process.send!({ port: (server.address() as { port: number }).port });
  });
}

function publish({ topic, tag, waveTag }: BrokerDevice, startMs: number): void {
  if (wrong === 'silent') return;
  const timeMs = Date.now();
  const step = stepAt(startMs, timeMs);
  const value = valueAt(tag, step);
  const wave = waveTag === undefined ? '' : `,"w":${waveAt(waveTag, step)}`;
  broker.publish(
    {
      cmd: 'publish',
      topic,
      payload: payloadOf(timeMs, value, wave),
      qos: 1,
      retain: false,
      dup: false,
    },
    () => undefined,
  );
}

function payloadOf(timeMs: number, value: number, wave: string): string {
  switch (wrong) {
    case 'broken':
      return `{"t":${timeMs},"v":`;
    case 'no number':
      return `{"t":${timeMs},"v":NaN${wave.replace(/[\d.]+$/, 'NaN')}}`;
    case 'error text':
      return `{"t":${timeMs},"v":"SENSOR ERROR"${wave.replace(/[\d.]+$/, '"SENSOR ERROR"')}}`;
    case 'no time':
      return `{"t":"yesterday","v":${value}${wave}}`;
    case 'silent':
    case undefined:
      return `{"t":${timeMs},"v":${value}${wave}}`;
  }
}
