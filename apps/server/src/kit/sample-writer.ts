import type { WrittenBatch } from './written-batch.ts';

/** A tag as those see it who write its samples. */
export interface WrittenTag {
  readonly id: number;
  /** Its number in a batch. */
  readonly position: number;
  readonly name: string;
  /** Name of its source. */
  readonly source: string;
  /** Whether its source is one that programs write. */
  readonly isWritable: boolean;
  readonly holds: 'numbers' | 'states' | 'texts';
}

/** Tags by name and by id. */
export interface WrittenTags {
  readonly byName: ReadonlyMap<string, WrittenTag>;
  readonly byId: ReadonlyMap<number, WrittenTag>;
}

/** A text of a text tag. */
export interface WrittenText {
  readonly tag: number;
  readonly timeUs: number;
  /** Null where a Bad sample has none. */
  readonly value: string | null;
  readonly status: number;
}

/** The way of a program's samples into the collector of this process. */
export interface SampleWriter {
  /** Whether a time, in microseconds since 1970, can be stored; NaN cannot. */
  readonly isStorableTime: (timeUs: number) => boolean;
  /** The tags that are there. */
  tags(): WrittenTags;
  /**
   * Stores samples, and texts of text tags, in time order for each tag.
   *
   * @returns when they are synced to disk
   * @throws ServerError CONFLICT where a tag has gone meanwhile
   */
  write(batch: WrittenBatch, texts: readonly WrittenText[]): Promise<void>;
}
