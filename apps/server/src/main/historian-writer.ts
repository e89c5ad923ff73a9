import {
  isStorableTime,
  type Historian,
  type HistorianError,
  type HistorianTag,
} from '@varve/historian';
import { isOwnSource } from '../kit/own-source.ts';
import type { SampleWriter, WrittenTag, WrittenTags } from '../kit/sample-writer.ts';
import { ServerError } from '../kit/server-error.ts';

/** Makes of a running historian the way in for samples of programs. */
export function historianWriter(
  historian: Pick<Historian, 'tags' | 'stats' | 'write' | 'writeTexts'>,
): SampleWriter {
  let known: { readonly of: Historian['tags']; readonly tags: WrittenTags } | undefined;
  return {
    isStorableTime,
    tags() {
      // It is another list when sources have come or gone.
      const { tags } = historian;
      if (known?.of !== tags) known = { of: tags, tags: indexOf(historian) };
      return known.tags;
    },
    async write(batch, texts) {
      const written = [
        ...(batch.length > 0 ? [historian.write(batch)] : []),
        ...(texts.length > 0 ? [historian.writeTexts(texts)] : []),
      ];
      await Promise.allSettled(written);
      await Promise.all(written).catch((error: unknown) => {
        if ((error as Partial<HistorianError>).code !== 'SAMPLE_INVALID') throw error;
        throw new ServerError('CONFLICT', 'a tag was removed meanwhile: send the samples again', {
          cause: error,
        });
      });
    },
  };
}

function indexOf({ tags, stats }: Pick<Historian, 'tags' | 'stats'>): WrittenTags {
  const programs = new Set(
    stats().sources.flatMap(({ definition }) =>
      definition.protocol === 'program' && !isOwnSource(definition.name) ? [definition.name] : [],
    ),
  );
  const written = tags.map((tag) => writtenTag(tag, programs.has(tag.source)));
  return {
    byName: new Map(written.map((tag) => [tag.name, tag])),
    byId: new Map(written.map((tag) => [tag.id, tag])),
  };
}

function writtenTag(
  { id, position, definition, source }: HistorianTag,
  isWritable: boolean,
): WrittenTag {
  return { id, position, name: definition.name, source, isWritable, holds: heldBy(definition) };
}

function heldBy({ dataType }: HistorianTag['definition']): WrittenTag['holds'] {
  if (dataType === 'text') return 'texts';
  return dataType === 'digital' ? 'states' : 'numbers';
}
