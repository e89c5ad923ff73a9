import type { SourceDefinition } from '@varve/protocols';

/** A source of one tag, for programs. */
export const SAMPLES_SOURCE: SourceDefinition = {
  name: 'line-a',
  protocol: 'program',
  tags: [{ name: 'number' }],
};
