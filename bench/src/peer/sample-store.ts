import type { SampleRange, SampleSet, TagSamples } from './sample-set.ts';

/** Another way to store samples, for comparison. */
export interface SampleStore {
  /** First part of the names of its rows. */
  readonly name: string;
  /** Whether it would notice that one tag is a copy of another, which tells nothing of plants. */
  readonly findsCopies: boolean;
  /** Stores samples in a new one, and has it merge and compress what it would in time. */
  load(samples: SampleSet): Promise<FilledStore>;
}

/** A store with the samples that it was given. */
export interface FilledStore extends AsyncDisposable {
  read(range: SampleRange): Promise<TagSamples>;
  /** Bytes on disk of its samples. Whoever has asked reads no more. */
  close(): Promise<number>;
}
