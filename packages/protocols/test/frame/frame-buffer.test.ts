import {
  appendFrame,
  createFrameBuffer,
  createFrameCursor,
  frameBytes,
  readFrame,
  type Frame,
  type FrameBuffer,
} from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const anyFrame: fc.Arbitrary<Frame> = fc.record({
  plan: fc.nat(2 ** 31 - 1),
  receivedUs: fc.double({ noNaN: true }),
  status: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  payload: fc.uint8Array({ maxLength: 40 }),
});

function framesOf({ bytes, length }: FrameBuffer): Frame[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  const cursor = createFrameCursor();
  const frames: Frame[] = [];
  while (readFrame(view, length, cursor)) {
    const { plan, receivedUs, status, payloadStart, payloadEnd } = cursor;
    frames.push({ plan, receivedUs, status, payload: bytes.slice(payloadStart, payloadEnd) });
  }
  return frames;
}

describe('a frame buffer', () => {
  test('lays a frame out as its format says', () => {
    const buffer = createFrameBuffer(64);
    appendFrame(buffer, { plan: 7, receivedUs: 1.5, status: -2, payload: Uint8Array.of(1, 2, 3) });
    expect(Buffer.from(buffer.bytes.subarray(0, buffer.length)).toString('hex')).toBe(
      ['000000000000f83f', '07000000', 'feffffff', '03000000', '00000000', '0102030000000000'].join(
        '',
      ),
    );
  });

  test('gives back every frame, from whatever size it had to grow', () => {
    fc.assert(
      fc.property(fc.array(anyFrame), fc.nat(200), (frames, capacity) => {
        const buffer = createFrameBuffer(capacity);
        for (const frame of frames) appendFrame(buffer, frame);
        expect(buffer.frameCount).toBe(frames.length);
        expect(framesOf(buffer)).toEqual(frames);
      }),
    );
  });

  test('begins every frame at a multiple of 8, and knows how long it is', () => {
    const buffer = createFrameBuffer(0);
    for (let length = 0; length < 30; length++) {
      const before = buffer.length;
      appendFrame(buffer, { plan: 0, receivedUs: 0, status: 0, payload: new Uint8Array(length) });
      expect(buffer.length - before).toBe(frameBytes(length));
      expect(buffer.length % 8).toBe(0);
    }
  });

  test('does not show what was in it before it was emptied', () => {
    const buffer = createFrameBuffer(8);
    appendFrame(buffer, { plan: 1, receivedUs: 1, status: 0, payload: Uint8Array.of(9, 9, 9, 9) });
    Object.assign(buffer, { length: 0, frameCount: 0 });
    expect(framesOf(buffer)).toEqual([]);
    const frame: Frame = { plan: 2, receivedUs: 2, status: 0, payload: Uint8Array.of(1) };
    appendFrame(buffer, frame);
    expect(framesOf(buffer)).toEqual([frame]);
  });
});
