import { join } from 'node:path';
import {
  DataType,
  OPCUACertificateManager,
  OPCUAServer,
  setErrorLogger,
  setWarningLogger,
  StatusCodes,
  Variant,
  VariantArrayType,
  type Namespace,
  type OPCUAServerOptions,
  type StatusCode,
  type UAVariable,
} from 'node-opcua';

/** A value as a test sets it. */
export interface GivenValue {
  readonly value?: unknown;
  /** @default Double */
  readonly dataType?: DataType;
  readonly status?: StatusCode;
  /** @default now */
  readonly time?: Date;
}

/** An OPC UA server of the test's own process. */
export interface TestServer {
  readonly server: OPCUAServer;
  readonly port: number;
  readonly endpointUrl: string;
  /** The server's own namespace, and then those that were asked for. */
  readonly namespaces: readonly Namespace[];
  /** Adds a node `s=name`. @param namespace - place in `namespaces` */
  add(name: string, given?: GivenValue, namespace?: number): UAVariable;
  set(name: string, given: GivenValue): void;
  /** Changes a node with the time of its change, now and then. @param offsetMs - what its clock is off by */
  move(name: string, offsetMs?: number): void;
  readonly sessionCount: number;
  /** Ends all subscriptions; their sessions stay. */
  deleteSubscriptions(): void;
  /** Silences all subscriptions without ending them. */
  silenceSubscriptions(): void;
  closeSessions(): void;
  stop(): Promise<void>;
}

/** Starts a server without security. @param directory - for its certificates */
export async function startOpcUaServer(
  directory: string,
  { uris = [], ...options }: OPCUAServerOptions & { readonly uris?: readonly string[] } = {},
): Promise<TestServer> {
  setWarningLogger(() => undefined);
  setErrorLogger(() => undefined);
  const server = new OPCUAServer({
    port: 0,
    hostname: '127.0.0.1',
    serverCertificateManager: new OPCUACertificateManager({
      rootFolder: join(directory, 'server'),
    }),
    ...options,
  });
  await server.initialize();
  const { addressSpace } = server.engine;
  const namespaces = [
    addressSpace!.getOwnNamespace(),
    ...uris.map((uri) => addressSpace!.registerNamespace(uri)),
  ];
  await server.start();
  const { port } = server.endpoints[0]!;
  const variables = new Map<string, UAVariable>();
  const timers: NodeJS.Timeout[] = [];
  const set = (name: string, given: GivenValue): void => {
    const { dataType = DataType.Double, value, status = StatusCodes.Good, time } = given;
    const variant = new Variant(
      value === undefined ? {} : { dataType, value, arrayType: VariantArrayType.Scalar },
    );
    variables.get(name)!.setValueFromSource(variant, status, time ?? new Date());
  };
  return {
    server,
    port,
    endpointUrl: `opc.tcp://127.0.0.1:${port}`,
    namespaces,
    add(name, given = { value: 0 }, namespace = 0) {
      const variable = namespaces[namespace]!.addVariable({
        browseName: name,
        nodeId: `s=${name}`,
        dataType: DataType[given.dataType ?? DataType.Double],
        organizedBy: addressSpace!.rootFolder.objects,
        minimumSamplingInterval: 10,
      });
      variables.set(name, variable);
      set(name, given);
      return variable;
    },
    set,
    move(name, offsetMs = 0) {
      let value = 0;
      const change = (): void =>
        set(name, { value: value++, time: new Date(Date.now() + offsetMs) });
      change();
      timers.push(setInterval(change, 100));
    },
    get sessionCount() {
      return server.engine.currentSessionCount;
    },
    deleteSubscriptions() {
      for (const subscription of subscriptionsOf(server)) subscription.terminate();
    },
    silenceSubscriptions() {
      for (const subscription of subscriptionsOf(server)) {
        (Reflect.get(subscription, '_stop_timer') as () => void).call(subscription);
      }
    },
    closeSessions() {
      for (const { authenticationToken } of server.engine.getSessions()) {
        server.engine.closeSession(authenticationToken, true, 'Terminated');
      }
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await server.shutdown(0);
    },
  };
}

function subscriptionsOf(server: OPCUAServer) {
  return server.engine.getSessions().flatMap(({ publishEngine }) => publishEngine.subscriptions);
}
