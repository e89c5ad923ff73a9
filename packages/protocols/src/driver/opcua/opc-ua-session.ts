import type {
  ClientSession,
  ClientSessionPublishService,
  ClientSessionRawSubscriptionService,
} from 'node-opcua';
import { StatusCode } from '../../sample/status-code.ts';
import { ConnectionFailure } from '../connection-failure.ts';
import type { OpcUaConnection } from './opc-ua-connection.ts';
import { serviceFailure } from './service-failure.ts';
import type { NodeOpcUa } from './load-opc-ua.ts';

/** A session with the subscription services of the standard, which the library types separately. */
export type OpcUaSession = ClientSession &
  ClientSessionRawSubscriptionService &
  ClientSessionPublishService;

/**
 * Opens a session of an anonymous user.
 *
 * @throws ConnectionFailure with the server's status when it refuses
 */
export async function openSession(
  opcua: NodeOpcUa,
  { client, unlessOver }: OpcUaConnection,
  peer: string,
): Promise<OpcUaSession> {
  const { MessageSecurityMode, SecurityPolicy, StatusCodes, UserTokenType } = opcua;
  const endpoint = client.findEndpointForSecurity(MessageSecurityMode.None, SecurityPolicy.None);
  if (endpoint === undefined) {
    const status = StatusCodes.BadSecurityModeRejected.value | 0;
    throw new ConnectionFailure(`${peer}: the server has no endpoint without encryption`, {
      status,
    });
  }
  const policies = endpoint.userIdentityTokens ?? [];
  if (!policies.some(({ tokenType }) => tokenType === UserTokenType.Anonymous)) {
    throw new ConnectionFailure(`${peer}: the server takes no anonymous users`, {
      status: StatusCode.badUserAccessDenied,
    });
  }
  try {
    return (await unlessOver(client.createSession())) as OpcUaSession;
  } catch (error) {
    throw serviceFailure(opcua, `${peer}: no session`, error);
  }
}

/** Namespaces and limits of a server. */
interface ServerFacts {
  /** undefined where the server gives none. */
  readonly namespaces: readonly string[] | undefined;
  /** 0 means no limit. */
  readonly itemsPerCall: number;
  readonly nodesPerRead: number;
}

// OPC 10000-5 v1.05, section 6.3: Server_NamespaceArray, MaxMonitoredItemsPerCall and MaxNodesPerRead.
const NAMESPACE_ARRAY = 'i=2255';
const ITEMS_PER_CALL = 'i=11714';
const NODES_PER_READ = 'i=11705';

/** Reads a server's namespaces and limits. @throws ConnectionFailure when the server does not answer */
export async function readServerFacts(
  opcua: NodeOpcUa,
  session: OpcUaSession,
  { unlessOver }: OpcUaConnection,
  peer: string,
): Promise<ServerFacts> {
  const ids = [NAMESPACE_ARRAY, ITEMS_PER_CALL, NODES_PER_READ];
  const attributeId = opcua.AttributeIds.Value;
  try {
    const values = await unlessOver(session.read(ids.map((nodeId) => ({ nodeId, attributeId }))));
    const [namespaces, itemsPerCall, nodesPerRead] = values.map(
      ({ value }) => value?.value as unknown,
    );
    return {
      namespaces: Array.isArray(namespaces) ? (namespaces as string[]) : undefined,
      itemsPerCall: typeof itemsPerCall === 'number' ? itemsPerCall : 0,
      nodesPerRead: typeof nodesPerRead === 'number' ? nodesPerRead : 0,
    };
  } catch (error) {
    throw serviceFailure(opcua, `${peer}: the server does not tell its namespaces`, error);
  }
}
