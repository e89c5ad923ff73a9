import type { Namespaces } from '../../opcua/namespaces.ts';
import type { OpcUaSourceDefinition } from '../../definition/opc-ua-source-definition.ts';
import type { OpcUaDataValue } from '../../opcua/opc-ua-data-value.ts';
import { StatusCode } from '../../sample/status-code.ts';
import { monitorItems, removeItems, type Monitoring, type RefusedItem } from './monitor-items.ts';
import { resolveNodes, type TagFailure } from './resolve-nodes.ts';
import type { OpcUaSamples } from './opc-ua-samples.ts';

/** The tags of a source, and the state of their monitoring. */
export interface MonitoredTags {
  readonly source: OpcUaSourceDefinition;
  readonly namespaces: Namespaces;
  readonly samples: OpcUaSamples;
  /** Tags that are not monitored, with the reason, by their number. */
  readonly failures: Map<number, TagFailure>;
  /** Monitored tags whose nodes the server has deleted since. */
  readonly lost: Set<number>;
  /** Called when the server numbers its namespaces anew. */
  readonly onMoved: (moved: readonly string[]) => void;
}

// Statuses that the configuration can mend. All others are the server's to mend, and are kept.
const MISCONFIGURED = new Set([
  'BadNodeIdUnknown',
  'BadNodeIdInvalid',
  'BadNodeIdRejected',
  'BadAttributeIdInvalid',
  'BadIndexRangeInvalid',
]);
// Statuses of the value of a deleted node.
const GONE: ReadonlySet<number> = new Set([
  StatusCode.badNodeIdUnknown,
  StatusCode.badNodeIdInvalid,
]);
const MOST_TOLD = 3;

/** Whether a value says that its node was deleted. */
export function isGone({ statusCode }: OpcUaDataValue): boolean {
  return GONE.has(statusCode.value | 0);
}

/**
 * Monitors some tags. A tag that cannot be monitored is Bad, with the reason, and does not disturb the others.
 *
 * @param current - the server's namespace array; undefined where it gives none
 * @throws ConnectionFailure when the server gives no subscription, or the connection breaks
 */
export async function monitorTags(
  monitoring: Monitoring,
  tags: MonitoredTags,
  numbers: Iterable<number>,
  current: readonly string[] | undefined,
): Promise<void> {
  const { source, namespaces, failures, samples, lost, onMoved } = tags;
  const wanted = new Map([...numbers].map((tag) => [tag, source.tags[tag]!]));
  const resolved = resolveNodes(monitoring.opcua, wanted, namespaces, current);
  if (resolved.moved.length > 0) onMoved(resolved.moved);
  await removeItems(monitoring, lost);
  lost.clear();
  const refused = await monitorItems(monitoring, resolved.items);
  const known = new Map(failures);
  for (const tag of wanted.keys()) failures.delete(tag);
  const all = [...resolved.failures, ...refused.map(failureOf)];
  for (const failure of all) failures.set(failure.tag, failure);
  // A tag that is Bad for the same reason as before has its mark already.
  samples.fail(all.filter(({ tag, reason }) => known.get(tag)?.reason !== reason));
}

function failureOf({ tag, status: { name, value } }: RefusedItem): TagFailure {
  const status = MISCONFIGURED.has(name) ? StatusCode.badConfigurationError : value | 0;
  return { tag, status, reason: name };
}

/** Describes the tags that are not monitored; undefined when all are. */
export function describeFailures(
  { source, failures }: MonitoredTags,
  peer: string,
): string | undefined {
  if (failures.size === 0) return undefined;
  const told = [...failures.values()].slice(0, MOST_TOLD).map(({ tag, reason }) => {
    const { name, nodeId } = source.tags[tag]!;
    return `${name} (${nodeId}): ${reason}`;
  });
  const more = failures.size > told.length ? `; and ${failures.size - told.length} more` : '';
  const count = `${failures.size} of ${source.tags.length} tags`;
  return `${peer}: ${count} cannot be monitored: ${told.join('; ')}${more}`;
}
