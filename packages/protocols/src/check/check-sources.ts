import type { DefinitionIssue } from './definition-issue.ts';
import { brokerOf, isSameBroker } from '../mqtt/broker-of.ts';
import type { SourceDefinition } from '../definition/source-definition.ts';

/** Something in a definition that cannot be meant beside the others. */
export interface SourcesIssue extends DefinitionIssue {
  /** Position of the definition that it is in. */
  readonly source: number;
}

/** Finds what cannot be meant in sources side by side: each by itself is checked by `checkSource`. */
export function checkSources(sources: readonly SourceDefinition[]): readonly SourcesIssue[] {
  return sources.flatMap((source, index) => {
    const rival = sources.slice(0, index).find((earlier) => throwOutEachOther(earlier, source));
    if (rival === undefined) return [];
    // A broker ends the older of two connections of one name.
    const message = `expected another name than that of source ${rival.name} at the same broker`;
    return [{ source: index, path: ['clientId'], message }];
  });
}

function throwOutEachOther(one: SourceDefinition, other: SourceDefinition): boolean {
  if (one.protocol !== 'mqtt' || other.protocol !== 'mqtt') return false;
  if (one.clientId === undefined || one.clientId !== other.clientId) return false;
  const broker = brokerOf(one.url);
  const otherBroker = brokerOf(other.url);
  if (broker === undefined || otherBroker === undefined) return false;
  return isSameBroker(broker, otherBroker);
}
