import {
  createSampleBatch,
  OUR_TIME_BIT,
  packSampleFrame,
  SAMPLE_RECORD_BYTES,
  StatusCode,
  type FrameSample,
} from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSampleFrame } from '../../src/frame/sample-frame-plan.ts';
import { samplesOf } from '../support/samples.ts';

const PLAN = {
  codec: 'samples' as const,
  entries: [
    { scale: 1, offset: 0, nulls: [] },
    { scale: 2, offset: -1, nulls: [-999.25, 65_535] },
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
  const view = new DataView(padded.buffer);
  decodeSampleFrame(PLAN, view, { payloadStart: 8, payloadEnd: padded.length }, batch);
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
            ...expectedOf(value, tag === 0 ? value * 1 + 0 : value * 2 - 1, status),
          })),
        );
      }),
    );
  });

  test.each([
    { raw: Number.NaN, status: 0, gives: StatusCode.badSensorFailure },
    { raw: Number.POSITIVE_INFINITY, status: 0, gives: StatusCode.badSensorFailure },
    {
      raw: Number.NEGATIVE_INFINITY,
      status: StatusCode.uncertain,
      gives: StatusCode.badSensorFailure,
    },
    { raw: -999.25, status: 0, gives: StatusCode.badSensorFailure },
    { raw: 65_535, status: 0x480, gives: StatusCode.badSensorFailure },
    { raw: 1e308, status: 0, gives: StatusCode.badOutOfRange },
    { raw: Number.NaN, status: StatusCode.badTimeout, gives: StatusCode.badTimeout },
    { raw: -999.25, status: StatusCode.badNoData, gives: StatusCode.badNoData },
    {
      raw: Number.NaN,
      status: StatusCode.uncertain | OUR_TIME_BIT,
      gives: StatusCode.badSensorFailure | OUR_TIME_BIT,
    },
  ])('has no value where raw is $raw with status $status', ({ raw, status, gives }) => {
    expect(decode(packSampleFrame([{ tag: 1, timeUs: 1, value: raw, status }]))).toEqual([
      { tag: 11, time: 1, value: Number.NaN, status: gives },
    ]);
  });

  test('takes the nulls of a tag for values of the others', () => {
    expect(decode(packSampleFrame([{ tag: 0, timeUs: 1, value: -999.25, status: 0 }]))).toEqual([
      { tag: 10, time: 1, value: -999.25, status: 0 },
    ]);
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
    expect(() =>
      decodeSampleFrame(PLAN, view, { payloadStart: 0, payloadEnd: view.byteLength }, batch),
    ).toThrow(expect.objectContaining({ name: 'ProtocolError', code: 'FRAME_TAG_UNKNOWN' }));
    expect(batch.length).toBe(0);
  });
});

function expectedOf(raw: number, scaled: number, status: number) {
  if (Number.isFinite(raw) && Number.isFinite(scaled)) return { value: scaled, status };
  const bad = Number.isFinite(raw) ? StatusCode.badOutOfRange : StatusCode.badSensorFailure;
  return { value: Number.NaN, status: status < 0 ? status : bad | (status & OUR_TIME_BIT) };
}

function outcomeOf(work: () => number): number | string {
  try {
    return work();
  } catch (error) {
    return (error as { code: string }).code;
  }
}
