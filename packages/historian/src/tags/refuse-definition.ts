import {
  checkSource,
  checkSources,
  type DefinitionIssue,
  type SourceDefinition,
} from '@varve/protocols';
import { HistorianError } from '../historian-error.ts';

/** Refuses a source that its protocol does not allow. @throws HistorianError SOURCE_INVALID */
export function refuseDefinition(definition: SourceDefinition): void {
  const issue = checkSource(definition)[0];
  if (issue !== undefined) throw invalidSource(definition, issue);
}

/** Refuses sources that cannot run beside each other. @throws HistorianError SOURCE_INVALID */
export function refuseRivals(definitions: readonly SourceDefinition[]): void {
  const issue = checkSources(definitions)[0];
  if (issue !== undefined) throw invalidSource(definitions[issue.source]!, issue);
}

function invalidSource(
  { name }: SourceDefinition,
  { path, message }: DefinitionIssue,
): HistorianError {
  return new HistorianError('SOURCE_INVALID', `source ${name}: ${path.join('.')}: ${message}`);
}

/** Refuses a name that is given twice. @throws HistorianError with the code */
export function refuseDuplicates(
  named: readonly { readonly name: string }[],
  code: 'SOURCE_DUPLICATE' | 'TAG_DUPLICATE',
): void {
  const seen = new Set<string>();
  for (const { name } of named) {
    if (seen.has(name)) throw new HistorianError(code, `the name ${name} is given twice`);
    seen.add(name);
  }
}
