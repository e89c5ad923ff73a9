import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMbapReader, packMbapRequest } from '../../src/modbus/mbap-frame.ts';
import { bytes } from '../support/samples.ts';

test('packMbapRequest puts transaction, protocol, length and unit before the request', () => {
  const request = { unitId: 7, functionCode: 3, address: 100, quantity: 2 } as const;
  expect(packMbapRequest(0x1234, request)).toEqual(bytes('12 34 00 00 00 06 07 03 00 64 00 02'));
});

describe('createMbapReader', () => {
  test('parts two answers that come in one segment', () => {
    const { frames } = createMbapReader().take(
      bytes('00 01 00 00 00 05 01 03 02 04 57 00 02 00 00 00 07 02 03 04 08 AE 08 AE'),
    );
    expect(frames).toEqual([
      { transaction: 1, unitId: 1, pdu: bytes('03 02 04 57') },
      { transaction: 2, unitId: 2, pdu: bytes('03 04 08 AE 08 AE') },
    ]);
  });

  test('gives the same frames wherever the stream is cut', () => {
    const frame = fc.record({
      transaction: fc.nat(65_535),
      unitId: fc.nat(255),
      pdu: fc.uint8Array({ minLength: 2, maxLength: 253 }),
    });
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 300 })),
        (expected, cuts) => {
          const stream = Buffer.concat(
            expected.map(({ transaction, unitId, pdu }) => {
              const header = Buffer.alloc(7);
              header.writeUInt16BE(transaction, 0);
              header.writeUInt16BE(pdu.length + 1, 4);
              header[6] = unitId;
              return Buffer.concat([header, pdu]);
            }),
          );
          const reader = createMbapReader();
          const came = [];
          let at = 0;
          for (const cut of [...cuts, stream.length]) {
            const { frames, outOfStep } = reader.take(stream.subarray(at, at + cut));
            expect(outOfStep).toBeUndefined();
            came.push(...frames);
            at += cut;
          }
          const plain = came.map((each) => ({ ...each, pdu: Uint8Array.from(each.pdu) }));
          expect(plain).toEqual(expected);
          expect(reader.pendingBytes).toBe(0);
        },
      ),
    );
  });

  test.each([
    { title: 'a length of 49,200', stream: '00 05 00 00 C0 30 30 00 00 00 00', seen: '49200 came' },
    { title: 'a length of 0', stream: '00 05 00 00 00 00 01 03 02 00 07', seen: '0 came' },
    { title: 'a length of 1', stream: '00 05 00 00 00 01 01 03 02 00 07', seen: '1 came' },
    { title: 'a length of 2', stream: '00 05 00 00 00 02 01 03', seen: '2 came' },
    { title: 'a length of 255', stream: '00 05 00 00 00 FF 01 03', seen: '255 came' },
    { title: 'a length of 65,535', stream: '00 05 00 00 FF FF 01 03', seen: '65535 came' },
    { title: 'bytes before an answer', stream: 'FF FF 00 05 00 00 00 05 01', seen: '5 came' },
    { title: 'another protocol', stream: '00 05 00 01 00 05 01 03 02 00 07', seen: '1 came' },
  ])('$title is out of step, and says what was seen', ({ stream, seen }) => {
    const { frames, outOfStep } = createMbapReader().take(bytes(stream));
    expect(frames).toEqual([]);
    expect(outOfStep).toContain(seen);
    expect(outOfStep).toContain(stream.toLowerCase().slice(0, 20));
  });

  test('gives the frames before the one that is out of step', () => {
    const stream = bytes('00 01 00 00 00 05 01 03 02 00 2A FF FF FF FF FF FF');
    const { frames, outOfStep } = createMbapReader().take(stream);
    expect(frames).toHaveLength(1);
    expect(outOfStep).toBeDefined();
  });

  test('takes the shortest and the longest frame', () => {
    const shortest = bytes('00 01 00 00 00 03 01 83 02');
    const longest = Uint8Array.from([
      0,
      2,
      0,
      0,
      0,
      254,
      1,
      ...Array.from({ length: 253 }, () => 3),
    ]);
    const { frames } = createMbapReader().take(Uint8Array.from([...shortest, ...longest]));
    expect(frames.map(({ pdu }) => pdu.length)).toEqual([2, 253]);
  });
});
