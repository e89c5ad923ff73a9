import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  StatusCode,
  type Driver,
  type DriverHost,
  type OpcUaSourceDefinition,
  type OpcUaTagDefinition,
} from '@varve/protocols';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { startOpcUaDriver } from '../../src/driver/opcua/start-opc-ua-driver.ts';
import { loadOpcUa, type NodeOpcUa } from '../../src/driver/opcua/load-opc-ua.ts';
import { notedSamples, type NotedSample } from './noted-samples.ts';
import { createNotesHost, type NotesHost } from './notes-host.ts';

/** Services that the tests of a file share. */
export interface OpcUaHarness {
  /** Folder for the certificates of both sides. */
  readonly directory: string;
  /** Starts the driver of a source; it stops after the test, or with `stop`. */
  start(source: OpcUaSourceDefinition, given?: Partial<DriverHost>): Watched;
  stop(): Promise<void>;
}

/** A driver's source, watched. */
export interface Watched {
  readonly host: NotesHost;
  /** Its state, now. */
  readonly state: () => string | undefined;
  readonly samples: (tag: string) => readonly NotedSample[];
  readonly latest: (tag: string) => NotedSample | undefined;
  /** Waits until the newest sample of each tag is Good. */
  readonly untilGood: (...tags: readonly string[]) => Promise<void>;
  readonly until: (condition: () => boolean, timeoutMs?: number) => Promise<void>;
}

/** Registers the hooks that a file of tests needs. */
export function useOpcUa(): OpcUaHarness {
  let directory = '';
  let opcua: NodeOpcUa;
  let driver: Driver | undefined;
  const stop = async (): Promise<void> => {
    await driver?.stop();
    driver = undefined;
  };
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'varve-opcua-'));
    opcua = await loadOpcUa();
  });
  afterEach(stop);
  afterAll(async () => rm(directory, { recursive: true, force: true }));
  return {
    get directory() {
      return directory;
    },
    start(source, given = {}) {
      const host = createNotesHost({ directory, ...given });
      driver = startOpcUaDriver(opcua, source, host);
      return watch(host, source);
    },
    stop,
  };
}

function watch(host: NotesHost, source: OpcUaSourceDefinition): Watched {
  const samples = (tag: string) => notedSamples(host, source, tag);
  const latest = (tag: string) => samples(tag).at(-1);
  const until: Watched['until'] = async (condition, timeoutMs = 60_000) => {
    await host.until(condition, timeoutMs).catch((error: unknown) => {
      const notes = JSON.stringify({ states: host.states, failures: host.failures }, undefined, 1);
      throw new Error(`${(error as Error).message}\n${notes}`, { cause: error });
    });
  };
  return {
    host,
    state: () => host.states.at(-1)?.state,
    samples,
    latest,
    until,
    untilGood: async (...tags) =>
      until(() => tags.every((tag) => latest(tag)?.status === StatusCode.good)),
  };
}

/** A source of nodes in the server's own namespace, by their names; or of whatever tags are given. */
export function opcUaSource(
  port: number,
  tags: readonly (string | OpcUaTagDefinition)[],
): OpcUaSourceDefinition {
  return {
    name: 'rig',
    protocol: 'opcua',
    endpointUrl: `opc.tcp://127.0.0.1:${port}`,
    samplingIntervalMs: 50,
    tags: tags.map((tag) =>
      typeof tag === 'string' ? { name: tag, nodeId: `ns=1;s=${tag}` } : tag,
    ),
  };
}
