import type { SourceOptions } from './source-options.ts';
import type { TagDefinition } from './tag-definition.ts';

/** A tag in an OPC UA server. */
export interface OpcUaTagDefinition extends TagDefinition {
  /**
   * `nsu=urn:maker:rig;s=Rig.HookLoad` names the namespace by its URI, which stays the same when the server numbers its namespaces anew.
   * `ns=2;s=Rig.HookLoad` names it by its index, which stands for the URI at that index when the source starts.
   */
  readonly nodeId: string;
}

/** An OPC UA server and the nodes to monitor. */
export interface OpcUaSourceDefinition extends SourceOptions {
  readonly protocol: 'opcua';
  /** `opc.tcp://host:4840` */
  readonly endpointUrl: string;
  /** @default 1000 */
  readonly samplingIntervalMs?: number;
  /** Earliest time of a clock that was ever set, ISO 8601 with a zone. Samples with an older time are Uncertain, at the server's time. @default '2001-01-01T00:00:00Z' */
  readonly earliestTime?: string;
  readonly tags: readonly OpcUaTagDefinition[];
}
