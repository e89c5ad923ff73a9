import type { TagDefinition } from '@varve/protocols';
import { HistorianError } from '../historian-error.ts';

// Settings that only a tag of numbers can have.
const OF_NUMBERS = ['states', 'range', 'scale', 'offset'] as const;

/** Refuses text tags that have settings of numbers. @throws HistorianError TAG_INVALID */
export function refuseTextTags(tags: readonly TagDefinition[]): void {
  for (const tag of tags) {
    if (tag.dataType !== 'text') continue;
    for (const name of OF_NUMBERS)
      refuseUnless(tag, tag[name] === undefined, `no ${name}`, tag[name]);
    refuseUnless(tag, tag.interpolation !== 'linear', 'no line between texts', tag.interpolation);
    for (const name of Object.keys(tag.filter ?? {})) {
      refuseUnless(tag, name === 'excMax', 'no filter but excMax', name);
    }
  }
}

function refuseUnless(
  { name }: TagDefinition,
  isRight: boolean,
  expected: string,
  came: unknown,
): void {
  if (isRight) return;
  throw new HistorianError(
    'TAG_INVALID',
    `text tag ${name}: expected ${expected}, got ${JSON.stringify(came)}`,
  );
}
