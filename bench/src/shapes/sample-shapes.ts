import { mulberry32 } from '../ingest/workload.ts';

/** A kind of signal. */
export interface SampleShape {
  readonly name: string;
  /** Bytes a sample that it is to take at most. */
  readonly mostBytes: number;
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
      mostBytes: 5,
      next: (tag) => ({ lateUs: 0, value: Math.fround(walk('regular', tag)) }),
    },
    {
      name: 'float32.jitter1ms',
      mostBytes: 8,
      next: (tag) => ({ lateUs: jitterUs(), value: Math.fround(walk('jitter', tag)) }),
    },
    {
      name: 'int16.scaled',
      mostBytes: 3,
      next: (tag) => ({
        lateUs: 0,
        value: Math.round(walk('counts', tag) * COUNTS_PER_UNIT) / COUNTS_PER_UNIT,
      }),
    },
    {
      name: 'switch',
      mostBytes: 2.5,
      next: () => ({ lateUs: 0, value: random() < 0.1 ? 1 : 0 }),
    },
  ];
}
