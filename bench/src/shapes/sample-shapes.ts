import { mulberry32 } from '../ingest/workload.ts';

/** A kind of signal. */
export interface SampleShape {
  readonly name: string;
  /** Whether its values are float32. */
  readonly isSingle: boolean;
  /** Bytes a sample that it is to take at most: as flushed, and after small segments were merged. */
  readonly mostBytes: { readonly flushed: number; readonly merged: number };
  /** Value of a tag's next sample, and how much after its second it comes, in microseconds. */
  next(tag: number): { readonly lateUs: number; readonly value: number };
}

const MOST_LATE_MS = 2;
const COUNTS_PER_UNIT = 10;

/** Those that the goals are about, from their beginning. */
export function sampleShapes(): readonly SampleShape[] {
  const random = mulberry32(1);
  const walks = new Map<string, Float32Array>();
  const walk = (kind: string, tag: number): number => {
    const values = walks.get(kind) ?? new Float32Array(65_536).fill(100);
    walks.set(kind, values);
    return (values[tag]! += random() - 0.5);
  };
  // Within a millisecond of its second and one more, by a clock that counts milliseconds.
  const jitterUs = (): number => Math.floor(random() * (MOST_LATE_MS + 1)) * 1_000;
  return [
    {
      name: 'float32.regular',
      isSingle: true,
      mostBytes: { flushed: 3.5, merged: 2.6 },
      next: (tag) => ({ lateUs: 0, value: Math.fround(walk('regular', tag)) }),
    },
    {
      name: 'float32.jitter1ms',
      isSingle: true,
      mostBytes: { flushed: 3.9, merged: 3.1 },
      next: (tag) => ({ lateUs: jitterUs(), value: Math.fround(walk('jitter', tag)) }),
    },
    {
      name: 'int16.scaled',
      isSingle: false,
      mostBytes: { flushed: 1.7, merged: 0.8 },
      next: (tag) => ({
        lateUs: 0,
        value: Math.round(walk('counts', tag) * COUNTS_PER_UNIT) / COUNTS_PER_UNIT,
      }),
    },
    {
      name: 'switch',
      isSingle: false,
      mostBytes: { flushed: 1.5, merged: 0.5 },
      next: () => ({ lateUs: 0, value: random() < 0.1 ? 1 : 0 }),
    },
  ];
}
