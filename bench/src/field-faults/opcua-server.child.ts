import {
  DataType,
  MessageSecurityMode,
  nodesets,
  OPCUACertificateManager,
  OPCUAServer,
  RegisterServerMethod,
  SecurityPolicy,
  StatusCodes,
  type UAVariable,
} from 'node-opcua';
import { stepAt, valueAt } from './journal.ts';

// An OPC UA server whose nodes show the number of their tag and the step of the plant: a process that is killed.

/** A fault of the nodes, or a command. */
export type ServerWrong = 'bad status' | 'no number' | 'delete subscriptions';

/** Options of a server. */
export interface ServerOrder {
  readonly port: number;
  readonly startMs: number;
  readonly directory: string;
  readonly firstTag: number;
  readonly nodes: number;
}

const UPDATE_MS = 200;
let wrong: ServerWrong | undefined;
let server: OPCUAServer | undefined;

process.on('disconnect', () => process.exit(0));
process.on('message', (message: ServerOrder | { readonly wrong: ServerWrong | null }) => {
  if ('wrong' in message) obey(message.wrong ?? undefined);
  else void start(message);
});

function obey(order: ServerWrong | undefined): void {
  wrong = order;
  if (order !== 'delete subscriptions') return;
  for (const session of server!.engine.getSessions?.() ?? []) {
    for (const id of Object.keys(session.publishEngine.subscriptions ?? {})) {
      session.deleteSubscription(Number(id));
    }
  }
}

async function start(order: ServerOrder): Promise<void> {
  const certificates = new OPCUACertificateManager({
    rootFolder: order.directory,
    automaticallyAcceptUnknownCertificate: true,
  });
  server = new OPCUAServer({
    host: '127.0.0.1',
    hostname: '127.0.0.1',
    port: order.port,
    serverCertificateManager: certificates,
    userCertificateManager: certificates,
    securityModes: [MessageSecurityMode.None],
    securityPolicies: [SecurityPolicy.None],
    allowAnonymous: true,
    registerServerMethod: RegisterServerMethod.HIDDEN,
    nodesets: [nodesets.standard],
  });
  await server.initialize();
  const namespace = server.engine.addressSpace!.getOwnNamespace();
  const variables = Array.from({ length: order.nodes }, (_, node) =>
    namespace.addVariable({
      organizedBy: server!.engine.addressSpace!.rootFolder.objects,
      browseName: `node-${node}`,
      nodeId: `s=node-${node}`,
      dataType: DataType.Double,
      minimumSamplingInterval: UPDATE_MS,
    }),
  );
  const update = (): void => {
    for (const [node, variable] of variables.entries()) show(variable, order, node);
  };
  update();
  setInterval(update, UPDATE_MS);
  await server.start();
  process.send!({ port: server.endpoints[0]!.port });
}

function show(variable: UAVariable, { startMs, firstTag }: ServerOrder, node: number): void {
  const time = new Date();
  const value = valueAt(firstTag + node, stepAt(startMs, time.getTime()));
  const status = wrong === 'bad status' ? StatusCodes.BadDeviceFailure : StatusCodes.Good;
  const shown = wrong === 'no number' ? Number.NaN : value;
  variable.setValueFromSource({ dataType: DataType.Double, value: shown }, status, time);
}
