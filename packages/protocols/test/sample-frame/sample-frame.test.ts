import {
  createSampleBatch,
  packSampleFrame,
  SAMPLE_RECORD_BYTES,
  type FrameSample,
} from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSampleFrame } from '../../src/sample-frame/sample-frame.ts';
import { samplesOf } from '../support/samples.ts';

const PLAN = {
  codec: 'samples' as const,
  entries: [
    { scale: 1, offset: 0 },
    { scale: 2, offset: -1 },
  ],
  tags: Int32Array.of(10, 11),
};

const anySample: fc.Arbitrary<FrameSample> = fc.record({
  tag: fc.nat(1),
  timeUs: fc.double(),
  value: fc.double(),
  status: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
});

function decode(payload: Uint8Array) {
  const batch = createSampleBatch(0);
  const padded = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, ...payload]);
  decodeSampleFrame(PLAN, new DataView(padded.buffer), 8, padded.length, batch);
  return samplesOf(batch);
}

describe('a frame of samples', () => {
  test('lays a sample out as its format says', () => {
    const payload = packSampleFrame([{ tag: 1, timeUs: 1.5, value: -2, status: -1 }]);
    expect(Buffer.from(payload).toString('hex')).toBe(
      '000000000000f83f00000000000000c001000000ffffffff',
    );
  });

  test('gives back every sample, scaled, then shifted', () => {
    fc.assert(
      fc.property(fc.array(anySample), (samples) => {
        expect(decode(packSampleFrame(samples))).toEqual(
          samples.map(({ tag, timeUs, value, status }) => ({
            tag: 10 + tag,
            time: timeUs,
            value: tag === 0 ? value * 1 + 0 : value * 2 - 1,
            status,
          })),
        );
      }),
    );
  });

  test('is refused at every length that is no whole number of samples', () => {
    const payload = packSampleFrame([0, 1].map((tag) => ({ tag, timeUs: 1, value: 1, status: 0 })));
    for (let length = 0; length <= payload.length; length++) {
      const work = () => decode(payload.subarray(0, length)).length;
      const isWhole = length % SAMPLE_RECORD_BYTES === 0;
      expect(outcomeOf(work)).toBe(isWhole ? length / SAMPLE_RECORD_BYTES : 'FRAME_TRUNCATED');
    }
  });

  test.each([-1, 2, 2 ** 31 - 1])('is refused with tag %i, which its plan does not have', (tag) => {
    const samples = [0, tag].map((each) => ({ tag: each, timeUs: 1, value: 1, status: 0 }));
    const batch = createSampleBatch(0);
    const view = new DataView(packSampleFrame(samples).buffer);
    expect(() => decodeSampleFrame(PLAN, view, 0, view.byteLength, batch)).toThrow(
      expect.objectContaining({ name: 'ProtocolError', code: 'FRAME_TAG_UNKNOWN' }),
    );
    expect(batch.length).toBe(0);
  });
});

function outcomeOf(work: () => number): number | string {
  try {
    return work();
  } catch (error) {
    return (error as { code: string }).code;
  }
}
