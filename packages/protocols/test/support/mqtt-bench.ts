import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  planSource,
  type Driver,
  type DriverHost,
  type Frame,
  type JsonPlan,
  type JsonTopicDefinition,
  type MqttSourceDefinition,
} from '@varve/protocols';
import { startMqttDriver } from '../../src/driver/mqtt/start-mqtt-driver.ts';
import type { MqttTiming } from '../../src/driver/mqtt/mqtt-timing.ts';
import { createNotesHost, type NotesHost } from './notes-host.ts';
import { startScriptedBroker, type Script, type ScriptedBroker } from './scripted-broker.ts';

/** So short that nobody waits for it, so long that a slow machine keeps it. */
export const QUICK: MqttTiming = {
  addressTimeoutMs: 500,
  openTimeoutMs: 1_000,
  answerTimeoutMs: 1_000,
  pingIntervalMs: 100,
  silenceMs: 1_200,
  longestPauseMs: 500,
  rareRetryMs: 1_500,
  resubscribeMs: 150,
  leaveMs: 500,
  endSessionMs: 500,
};

/** A driver at work between a scripted broker and a host that takes notes. */
export interface MqttBench extends AsyncDisposable {
  readonly broker: ScriptedBroker;
  readonly host: NotesHost;
  readonly driver: Driver;
  readonly source: MqttSourceDefinition;
  /** Starts another driver, with the same host folder, after the first one has stopped. */
  restart(change?: Partial<MqttSourceDefinition>, given?: Partial<DriverHost>): Restarted;
  /** State of the connection now, and its reason. */
  state(): string;
  /** Frames of a plan, without outages. */
  messages(plan?: number): Frame[];
  outages(plan?: number): Frame[];
}

/** The driver that came after. */
export interface Restarted {
  readonly host: NotesHost;
  readonly driver: Driver;
}

/** Options of `startMqttBench`. */
export interface MqttBenchOptions {
  readonly script?: Script;
  readonly source?: Partial<MqttSourceDefinition>;
  readonly host?: Partial<DriverHost>;
  readonly timing?: Partial<MqttTiming>;
}

/** A topic with one tag `<topic>/v`. */
export function topicOf(
  topic: string,
  more: Partial<JsonTopicDefinition> = {},
): JsonTopicDefinition {
  return { topic, tags: [{ name: `${topic}/v`, path: 'v' }], ...more };
}

/** Starts a bench; without more, for one topic `t`. */
export async function startMqttBench(options: MqttBenchOptions = {}): Promise<MqttBench> {
  const directory = await mkdtemp(join(tmpdir(), 'varve-mqtt-'));
  const broker = await startScriptedBroker(options.script);
  const source: MqttSourceDefinition = {
    name: 's',
    protocol: 'mqtt',
    url: broker.url,
    topics: [topicOf('t')],
    ...options.source,
  };
  const started: Driver[] = [];
  const start = (definition: MqttSourceDefinition, given: Partial<DriverHost>): Restarted => {
    const host = createNotesHost({ directory, nowUs: createRisingClock(), ...given });
    const plans = planSource(definition, 0) as readonly JsonPlan[];
    const driver = startMqttDriver(definition, plans, host, { ...QUICK, ...options.timing });
    started.push(driver);
    return { host, driver };
  };
  const { host, driver } = start(source, options.host ?? {});
  return {
    broker,
    host,
    driver,
    source,
    restart: (change = {}, given = {}) => start({ ...source, ...change }, given),
    state() {
      const last = host.states.at(-1);
      return last?.reason === undefined ? `${last?.state}` : `${last.state}: ${last.reason}`;
    },
    messages: (plan) => framesOf(host, plan, (status) => status >= 0),
    outages: (plan) => framesOf(host, plan, (status) => status < 0),
    async [Symbol.asyncDispose]() {
      await Promise.all(started.map((running) => running.stop()));
      await broker[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function framesOf(
  { frames }: NotesHost,
  plan: number | undefined,
  has: (status: number) => boolean,
): Frame[] {
  return frames.filter((frame) => (plan ?? frame.plan) === frame.plan && has(frame.status));
}

/** A clock that rises with each call, as hosts promise. */
function createRisingClock(): () => number {
  let lastUs = 0;
  return () => (lastUs = Math.max(Date.now() * 1_000, lastUs + 1));
}

/** The text of a frame's payload. */
export function textOf({ payload }: Frame): string {
  return Buffer.from(payload).toString('utf8');
}
