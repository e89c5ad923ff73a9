import {
  decodeTextFrame,
  packTextFrame,
  TEXT_RECORD_BYTES,
  type ProtocolError,
  type TextFramePlan,
  type TextSample,
} from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const PLAN: TextFramePlan = {
  codec: 'texts',
  tags: new Int32Array(0),
  textTags: Int32Array.of(10, 20, 30),
};

const TEXT_SAMPLE = fc.record<TextSample>({
  tag: fc.integer({ min: 0, max: 2 }),
  timeUs: fc.maxSafeInteger(),
  value: fc.option(fc.string({ unit: 'binary' }), { nil: null }),
  status: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
});

function codeOf(payload: Uint8Array): string | undefined {
  try {
    decodeTextFrame(PLAN, payload);
    return undefined;
  } catch (error) {
    return (error as ProtocolError).code;
  }
}

describe('a frame of texts', () => {
  test('has a record of 20 bytes and UTF-8 for each', () => {
    const payload = packTextFrame([{ tag: 2, timeUs: 1.5, value: 'ä', status: -2 }]);
    expect(Buffer.from(payload).toString('hex')).toBe(
      '000000000000f83f02000000feffffff02000000c3a4',
    );
  });

  test('gives back what was packed, numbered by the list', () => {
    fc.assert(
      fc.property(fc.array(TEXT_SAMPLE), (samples) => {
        const expected = samples.map((sample) => ({ ...sample, tag: PLAN.textTags[sample.tag]! }));
        expect(decodeTextFrame(PLAN, packTextFrame(samples))).toEqual(expected);
      }),
    );
  });

  test('is refused where it is cut, at whatever byte', () => {
    const payload = packTextFrame([{ tag: 0, timeUs: 1, value: 'abc', status: 0 }]);
    for (let length = 1; length < payload.length; length++) {
      expect(codeOf(payload.subarray(0, length))).toBe('FRAME_TRUNCATED');
    }
  });

  test('is refused when a length is negative, a tag is of no plan, or a text is no UTF-8', () => {
    const payload = packTextFrame([{ tag: 0, timeUs: 1, value: 'a', status: 0 }]);
    const broken = (at: number, byte: number): Uint8Array => payload.with(at, byte);
    expect(codeOf(broken(19, 0x80))).toBe('FRAME_TRUNCATED');
    expect(codeOf(broken(8, 3))).toBe('FRAME_TAG_UNKNOWN');
    expect(codeOf(broken(TEXT_RECORD_BYTES, 0xff))).toBe('TEXT_MALFORMED');
  });
});
