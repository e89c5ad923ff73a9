import type { SourceOptions } from './source-options.ts';
import type { TagDefinition } from './tag-definition.ts';

/** A tag in an OPC UA server. */
export interface OpcUaTagDefinition extends TagDefinition {
  /**
   * `nsu=urn:maker:rig;s=Rig.HookLoad`: the namespace by its URI, which stays when the server numbers its namespaces anew; or by its index,
   * `ns=2;s=Rig.HookLoad`. An index means the URI that stands there when the source starts.
   */
  readonly nodeId: string;
}

/** An OPC UA server and the nodes that are monitored in it. */
export interface OpcUaSourceDefinition extends SourceOptions {
  readonly protocol: 'opcua';
  /** `opc.tcp://host:4840` */
  readonly endpointUrl: string;
  /** @default 1000 */
  readonly samplingIntervalMs?: number;
  /** A device whose clock shows less never had it set: ISO 8601 with a zone. Its samples are Uncertain, at the server's time. @default '2001-01-01T00:00:00Z' */
  readonly earliestTime?: string;
  readonly tags: readonly OpcUaTagDefinition[];
}
