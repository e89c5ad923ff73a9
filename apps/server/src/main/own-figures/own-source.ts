import type { ProgramSourceDefinition, TagDefinition } from '@varve/protocols';
import { EVENTS, OWN_FIGURES, STALE_AFTER_MS, type OwnTag } from './own-figures.ts';

/** Makes the source of Varve's own figures. @param name - the first part of the names of its tags, too */
export function ownSource(name: string): ProgramSourceDefinition {
  const figures = Object.entries<OwnTag>(OWN_FIGURES).map(([part, tag]) => ({
    ...tag,
    name: `${name}/${part}`,
    staleAfterMs: STALE_AFTER_MS,
  }));
  const events: TagDefinition = {
    name: `${name}/${EVENTS}`,
    description: 'Starts, stops, migrations, and sources that come and go',
    dataType: 'text',
  };
  return { name, protocol: 'program', tags: [...figures, events] };
}
