import {
  appendFrame,
  createFrameBuffer,
  framesDecoder,
  loadDrivers,
  OUR_TIME_BIT,
  planSource,
  type DriverHost,
  type ModbusSourceDefinition,
  type ModbusTagDefinition,
} from '@varve/protocols';
import { createNotesHost, type NotesHost } from './notes-host.ts';
import { samplesOfRuns } from './samples.ts';

/** A sample of a tag: its number, or the status that it has none with. */
export interface NotedSample {
  readonly value: number;
  readonly status: number;
}

/** A driver at work on a peer, and what it gave so far. */
export interface NotedDriver extends AsyncDisposable {
  readonly host: NotesHost;
  /** All samples of a tag, in the order of their frames. */
  samplesOf(tag: string): NotedSample[];
  /** The newest sample of a tag; undefined before the first. */
  latest(tag: string): NotedSample | undefined;
  /** Samples of a tag that are Good. */
  goodCount(tag: string): number;
  stop(): Promise<void>;
}

/** A tag of a holding register. */
export function register(
  name: string,
  address: number,
  given: Partial<ModbusTagDefinition> = {},
): ModbusTagDefinition {
  return { name, address, rawType: 'uint16', ...given };
}

/** Starts the driver of a source on loopback, with a host that takes notes. */
export async function startNoted(
  given: Partial<ModbusSourceDefinition> & Pick<ModbusSourceDefinition, 'tags'>,
  ofHost: Partial<DriverHost> = {},
): Promise<NotedDriver> {
  const source: ModbusSourceDefinition = {
    name: 'device',
    protocol: 'modbus',
    host: '127.0.0.1',
    pollIntervalMs: 50,
    // Peer and driver share a thread: a shorter stall of the machine is no silence of the peer.
    timeoutMs: 1_000,
    ...given,
  };
  const host = createNotesHost(ofHost);
  const plans = planSource(source, 0);
  const start = await loadDrivers([source]);
  const driver = start(source, plans, host);
  const decoder = framesDecoder(plans, source.tags.length);
  const samplesOf = (tag: string): NotedSample[] => {
    const number = source.tags.findIndex(({ name }) => name === tag);
    const buffer = createFrameBuffer(1_024);
    for (const frame of host.frames) appendFrame(buffer, frame);
    const runs = decoder(buffer.bytes, buffer.length, {
      rejected: () => undefined,
      text: () => undefined,
    });
    return samplesOfRuns(runs)
      .filter((sample) => sample.tag === number)
      .map(({ value, status }) => ({ value, status: status & ~OUR_TIME_BIT }));
  };
  return {
    host,
    samplesOf,
    latest: (tag) => samplesOf(tag).at(-1),
    goodCount: (tag) => samplesOf(tag).filter(({ status }) => status === 0).length,
    stop: () => driver.stop(),
    [Symbol.asyncDispose]: () => driver.stop(),
  };
}
