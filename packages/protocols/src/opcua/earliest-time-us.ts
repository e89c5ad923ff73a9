import type { OpcUaSourceDefinition } from '../definition/opc-ua-source-definition.ts';

const DEFAULT_EARLIEST = '2001-01-01T00:00:00Z';
const TIME_WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** Gives the earliest plausible time of a device's clock, microseconds since 1970; NaN where the definition's text cannot be read. */
export function earliestTimeUs({ earliestTime = DEFAULT_EARLIEST }: OpcUaSourceDefinition): number {
  return TIME_WITH_ZONE.test(earliestTime) ? Date.parse(earliestTime) * 1_000 : Number.NaN;
}
