import type { TagDefinition } from '@varve/protocols';

/** Time between two samples of a figure. */
export const SAMPLE_MS = 10_000;
/** A figure that nothing follows for so long is not known any more. */
export const STALE_AFTER_MS = 3 * SAMPLE_MS;

/** A tag by the part of its name behind that of the source. */
export interface OwnTag extends Omit<TagDefinition, 'name' | 'staleAfterMs'> {
  readonly description: string;
}

/** Tags of numbers, each with the figure that it has. */
export const OWN_FIGURES = {
  'spool-bytes': { unit: 'B', description: 'Bytes of blocks that wait on disk' },
  'ingest-lag': {
    unit: 's',
    description:
      'Time from the arrival of a frame to its committed row, 95th percentile, or for which the oldest has waited',
  },
  'samples-received-rate': { unit: '1/s', description: 'Samples that sources sent' },
  'samples-stored-rate': { unit: '1/s', description: 'Samples of sources that were stored' },
  'sources-up': { unit: '', description: 'Sources that are connected' },
  'sources-down': { unit: '', description: 'Sources that are not connected' },
  'logins-failed-rate': {
    unit: '1/min',
    description: 'Log-ins to the tenant of the collector that failed in the last minute',
  },
  'database-connected': {
    unit: '',
    description: 'Whether the database answers',
    dataType: 'digital',
    states: ['Disconnected', 'Connected'],
  },
  'process-memory': { unit: 'B', description: 'Memory of the process' },
  'process-cpu': { unit: '%', description: 'Time of the processor, of one core' },
  'disk-free': { unit: 'B', description: "Room on the disk of Varve's folder" },
} as const satisfies Record<string, OwnTag>;

export type FigureName = keyof typeof OWN_FIGURES;

/** The part of the name of the tag that has events, as texts. */
export const EVENTS = 'events';
