import type { NodeId } from 'node-opcua';
import type { Namespaces } from '../../opcua/namespaces.ts';
import { NODE_ID_FORMS, parseNodeId, type ParsedNodeId } from '../../opcua/parse-node-id.ts';
import type { OpcUaTagDefinition } from '../../definition/opc-ua-source-definition.ts';
import { StatusCode } from '../../sample/status-code.ts';
import type { WantedItem } from './monitor-items.ts';
import type { NodeOpcUa } from './load-opc-ua.ts';

/** A tag that is not monitored, with the reason. */
export interface TagFailure {
  /** Number of the tag in its source. */
  readonly tag: number;
  /** Bad status of the tag. */
  readonly status: number;
  readonly reason: string;
}

/** Nodes of some tags, with the server's current namespace indexes. */
interface ResolvedNodes {
  readonly items: readonly WantedItem[];
  readonly failures: readonly TagFailure[];
  /** Namespaces whose index has changed. */
  readonly moved: readonly string[];
}

const BASE64 = /^(?:[a-z0-9+/]{4})*(?:[a-z0-9+/]{2}==|[a-z0-9+/]{3}=)?$/i;

/** Finds the nodes of tags. @param current - the server's namespace array; undefined where it gives none */
export function resolveNodes(
  opcua: NodeOpcUa,
  tags: ReadonlyMap<number, OpcUaTagDefinition>,
  namespaces: Namespaces,
  current: readonly string[] | undefined,
): ResolvedNodes {
  const items: WantedItem[] = [];
  const failures: TagFailure[] = [];
  const moved = new Set<string>();
  const fail = (tag: number, reason: string): void => {
    failures.push({ tag, status: StatusCode.badConfigurationError, reason });
  };
  for (const [tag, { nodeId: text }] of tags) {
    const parsed = parseNodeId(text);
    if (parsed === undefined || !isReadable(parsed)) {
      fail(tag, `expected ${NODE_ID_FORMS}`);
      continue;
    }
    const { namespace } = parsed;
    const index = namespaces.resolve(namespace, current);
    if (index === undefined) {
      fail(tag, `the server has no namespace ${namespaces.nameOf(namespace)}`);
      continue;
    }
    if (typeof namespace === 'number' && index !== namespace) {
      moved.add(`${namespaces.nameOf(namespace)} is ns=${index} now`);
    }
    items.push({ tag, nodeId: toNodeId(opcua, parsed, index) });
  }
  return { items, failures, moved: [...moved] };
}

function isReadable({ type, identifier }: ParsedNodeId): boolean {
  return type !== 'b' || BASE64.test(identifier);
}

function toNodeId(
  { NodeId, NodeIdType }: NodeOpcUa,
  { type, identifier }: ParsedNodeId,
  index: number,
): NodeId {
  switch (type) {
    case 'i':
      return new NodeId(NodeIdType.NUMERIC, Number(identifier), index);
    case 's':
      return new NodeId(NodeIdType.STRING, identifier, index);
    case 'g':
      return new NodeId(NodeIdType.GUID, identifier, index);
    case 'b':
      return new NodeId(NodeIdType.BYTESTRING, Buffer.from(identifier, 'base64'), index);
  }
}
