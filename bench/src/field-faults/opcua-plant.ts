import { join } from 'node:path';
import type { OpcUaSourceDefinition } from '@varve/protocols';
import { startChild, type Child } from './child.ts';
import type { Fault, FaultyPlant } from './fault.ts';
import type { ServerOrder, ServerWrong } from './opcua-server.child.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const SERVER = new URL('./opcua-server.child.ts', import.meta.url);
const NODES = 5;
const NOTICED_MS = 5_000;
// A connection that swallows everything looks like a server that has nothing to say.
const STALL_NOTICED_MS = 25_000;

interface ServerReport {
  readonly port: number;
}

/** An OPC UA server behind a connection that can be cut and stalled. */
export async function startOpcUaPlant(
  { startMs, directory }: { readonly startMs: number; readonly directory: string },
  firstTag: number,
): Promise<FaultyPlant> {
  let port = 0;
  const start = async (): Promise<Child<ServerReport>> => {
    const child = startChild<ServerReport>(SERVER, () => undefined);
    const folder = join(directory, 'opcua-server');
    child.tell({ port, startMs, directory: folder, firstTag, nodes: NODES } satisfies ServerOrder);
    ({ port } = await child.until(() => true));
    return child;
  };
  let server = await start();
  const proxy = await startTcpProxy(() => port);
  const tags = Array.from({ length: NODES }, (_, node) => ({
    name: `opcua/${node}`,
    nodeId: `ns=1;s=node-${node}`,
    interpolation: 'step' as const,
  }));
  const source: OpcUaSourceDefinition = {
    name: 'opcua',
    protocol: 'opcua',
    endpointUrl: `opc.tcp://127.0.0.1:${proxy.port}`,
    samplingIntervalMs: 200,
    tags,
  };
  return {
    source,
    faults: faultsOf(
      tags.map(({ name }) => name),
      proxy,
      {
        tell: (message) => server.tell(message),
        kill: () => server.kill(),
        async start() {
          server = await start();
        },
      },
    ),
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await server.kill();
    },
  };
}

/** The server at the time. */
interface KillableServer {
  tell(message: { readonly wrong: ServerWrong | null }): void;
  kill(): Promise<void>;
  start(): Promise<void>;
}

function faultsOf(all: readonly string[], proxy: TcpProxy, server: KillableServer): Fault[] {
  const common = {
    tags: all,
    graceMs: 500,
    limitMs: NOTICED_MS,
    lastsMs: [6_000, 9_000],
    isFilledLater: false,
  } as const;
  const nodes = (wrong: ServerWrong): Fault => ({
    kind: `opcua: ${wrong}`,
    ...common,
    begin() {
      server.tell({ wrong });
      return () => server.tell({ wrong: null });
    },
  });
  return [
    nodes('bad status'),
    nodes('no number'),
    { ...nodes('delete subscriptions'), tags: [], lastsMs: [500, 1_000] },
    {
      kind: 'opcua: the server is killed',
      ...common,
      async begin() {
        await server.kill();
        return () => server.start();
      },
    },
    {
      kind: 'opcua: connections are refused',
      ...common,
      isFilledLater: true,
      begin() {
        proxy.isClosed = true;
        proxy.cut();
        return () => void (proxy.isClosed = false);
      },
    },
    {
      kind: 'opcua: the connection stalls',
      ...common,
      isFilledLater: true,
      lastsMs: [STALL_NOTICED_MS + 2_000, STALL_NOTICED_MS + 5_000],
      limitMs: STALL_NOTICED_MS,
      begin() {
        proxy.isStalled = true;
        return () => {
          proxy.isStalled = false;
          proxy.cut();
        };
      },
    },
  ];
}
