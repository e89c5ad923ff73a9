import type { ReportKindName, ReportParameters } from '@varve/contract';
import { ServerError } from '../server-error.ts';
import type { ReportContent, ReportKind, ReportSource } from './report-kind.ts';

/** Finds a report by its name. @throws ServerError NOT_FOUND for one that this server does not have */
export function findKind(kinds: readonly ReportKind[], name: ReportKindName): ReportKind {
  const found = kinds.find(({ kind }) => kind === name);
  if (found === undefined)
    throw new ServerError('NOT_FOUND', `this server has no report of the kind ${name}`);
  return found;
}

/** Reads a report of the kind that its parameters name. */
export function readContent(
  kind: ReportKind,
  source: ReportSource,
  parameters: ReportParameters,
): Promise<ReportContent> {
  // It takes what has its name, and that was how it was found.
  const found = kind as unknown as {
    read(by: ReportSource, given: ReportParameters): Promise<ReportContent>;
  };
  return found.read(source, parameters);
}
