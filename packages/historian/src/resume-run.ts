import type { SharedMemory } from './configuration.ts';
import type { Prepared } from './prepare-database.ts';
import { interruptionTexts, resumeTexts } from './resume-texts.ts';
import { interruptionMarks, resumeFilters } from './resume.ts';
import type { TagList } from './tag-list.ts';
import type { Writer } from './write/direct-writer.ts';

/** What goes on where an earlier run ended. */
export interface ResumedParts {
  readonly list: TagList;
  readonly memory: SharedMemory;
  readonly writer: Writer;
}

/** Lets filters go on from what is stored, and marks where a run that was killed ended. */
export async function resumeRun(
  { lacking, newest, newestTexts }: Prepared,
  { list, memory, writer }: ResumedParts,
): Promise<void> {
  // Where the spool holds newer samples than the database, the newest are not known here: the tags begin anew.
  if (lacking.length > 0) return;
  resumeFilters(memory.filters.state, newest);
  resumeTexts(memory.texts, newestTexts);
  await writer.write(interruptionMarks(list, newest));
  await writer.writeTexts(interruptionTexts(list, newest, newestTexts));
}
