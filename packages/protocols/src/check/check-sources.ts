import type { DefinitionIssue } from './definition-issue.ts';
import { brokerOf, isSameBroker } from '../mqtt/broker-of.ts';
import type { SourceDefinition } from '../definition/source-definition.ts';

/** A mistake in a definition because of the others. */
export interface SourcesIssue extends DefinitionIssue {
  /** Position of the definition with the mistake. */
  readonly source: number;
}

/** Finds mistakes in a list of sources; `checkSource` finds those of each source alone. */
export function checkSources(sources: readonly SourceDefinition[]): readonly SourcesIssue[] {
  return sources.flatMap((source, index) => {
    const rival = sources.slice(0, index).find((earlier) => endEachOther(earlier, source));
    if (rival === undefined) return [];
    // A broker ends the older of two connections with the same client id.
    const message = `expected another name than that of source ${rival.name} at the same broker`;
    return [{ source: index, path: ['clientId'], message }];
  });
}

function endEachOther(one: SourceDefinition, other: SourceDefinition): boolean {
  if (one.protocol !== 'mqtt' || other.protocol !== 'mqtt') return false;
  if (one.clientId === undefined || one.clientId !== other.clientId) return false;
  const broker = brokerOf(one.url);
  const otherBroker = brokerOf(other.url);
  if (broker === undefined || otherBroker === undefined) return false;
  return isSameBroker(broker, otherBroker);
}
