import type { MqttSourceDefinition } from '@varve/protocols';
import { startChild, type Child } from './child.ts';
import type { Fault, FaultyPlant } from './fault.ts';
import type { AcknowledgedMessage, Journal } from './journal.ts';
import type { BrokerDevice, BrokerOrder, PayloadWrong } from './mqtt-broker.child.ts';

const BROKER = new URL('./mqtt-broker.child.ts', import.meta.url);
const STALE_AFTER_MS = 2_000;
const NOTICED_MS = STALE_AFTER_MS + 2_000;
/** Deviation of the filtered tags. */
export const WAVE_DEVIATION = 5;
const STAMPED = 3;
const UNSTAMPED = 2;

type BrokerReport =
  | { readonly port: number }
  | { readonly acknowledged: readonly AcknowledgedMessage[] };

/** A broker with devices that stamp their payloads, and devices that do not. */
export async function startMqttPlant(
  { startMs, acknowledged }: Journal,
  firstTag: number,
): Promise<FaultyPlant> {
  const devices: BrokerDevice[] = Array.from({ length: STAMPED + UNSTAMPED }, (_, device) => ({
    topic: device < STAMPED ? `mqtt/stamped-${device}` : `mqtt/unstamped-${device}`,
    tag: firstTag + 2 * device,
    waveTag: device < STAMPED ? firstTag + 2 * device + 1 : undefined,
  }));
  let port = 0;
  const start = async (): Promise<Child<BrokerReport>> => {
    const child = startChild<BrokerReport>(BROKER, (report) => {
      if ('acknowledged' in report) acknowledged.push(...report.acknowledged);
    });
    child.tell({ port, startMs, devices } satisfies BrokerOrder);
    const told = await child.until((report) => 'port' in report);
    if ('port' in told) port = told.port;
    return child;
  };
  let broker = await start();
  const source = sourceOf(port, devices);
  const all = source.topics.flatMap(({ tags }) => tags.map(({ name }) => name));
  const common = {
    graceMs: 300,
    limitMs: NOTICED_MS,
    lastsMs: [6_000, 9_000],
    isFilledLater: false,
  } as const;
  const payloads = (wrong: PayloadWrong, tags: readonly string[]): Fault => ({
    kind: `mqtt: payloads are ${wrong}`,
    tags,
    ...common,
    begin() {
      broker.tell({ wrong });
      return () => broker.tell({ wrong: null });
    },
  });
  const stamped = all.filter((name) => name.includes('/stamped'));
  return {
    source,
    faults: [
      payloads('silent', all),
      payloads('broken', all),
      payloads('no number', all),
      payloads('error text', all),
      payloads('no time', stamped),
      {
        kind: 'mqtt: the broker is killed',
        tags: all,
        ...common,
        async begin() {
          await broker.kill();
          return async () => {
            broker = await start();
          };
        },
      },
    ],
    [Symbol.asyncDispose]: () => broker.kill(),
  };
}

function sourceOf(port: number, devices: readonly BrokerDevice[]): MqttSourceDefinition {
  return {
    name: 'mqtt',
    protocol: 'mqtt',
    url: `mqtt://127.0.0.1:${port}`,
    staleAfterMs: STALE_AFTER_MS,
    topics: devices.map(({ topic, waveTag }) => {
      const step = { name: `${topic}/step`, path: 'v', interpolation: 'step' as const };
      if (waveTag === undefined) return { topic, tags: [step] };
      const filter = { compDev: WAVE_DEVIATION };
      const wave = { name: `${topic}/wave`, path: 'w', filter };
      return { topic, timestampPath: 't', tags: [step, wave] };
    }),
  };
}
