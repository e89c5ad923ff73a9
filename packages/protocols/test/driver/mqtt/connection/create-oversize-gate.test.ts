import { generate, type Packet } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import {
  createOversizeGate,
  type OversizedMessage,
} from '../../../../src/driver/mqtt/connection/create-oversize-gate.ts';
import { messageOf } from '../../../support/scripted-broker.ts';

const MOST = 300;
const taken: readonly Packet[] = [
  messageOf('a', 'x'.repeat(MOST), { messageId: 1 }),
  { cmd: 'pingresp' },
  messageOf('ü'.repeat(300), 'short', { messageId: 2 }),
  messageOf('a', ''),
];
const tooLong = [
  messageOf('big', 'x'.repeat(MOST + 1), { messageId: 0xabcd }),
  messageOf('größer', 'x'.repeat(70_000)),
];

/** Lets bytes through in pieces of a size; what passed, and what did not. */
function letThrough(bytes: Buffer, pieceBytes: number) {
  const passed: Buffer[] = [];
  const refused: OversizedMessage[] = [];
  const gate = createOversizeGate(MOST, {
    pass: (part) => void passed.push(Buffer.from(part)),
    refuse: (message) => void refused.push(message),
  });
  for (let at = 0; at < bytes.length; at += pieceBytes) gate(bytes.subarray(at, at + pieceBytes));
  return { passed: Buffer.concat(passed), refused };
}

describe('the gate before too long messages', () => {
  const [one, two] = tooLong as [Packet, Packet];
  const mixed = [taken[0]!, one, taken[1]!, taken[2]!, two, one, taken[3]!, taken[1]!];

  test.each([1, 2, 3, 7, 64, 1_460, 1_000_000])(
    'lets everything else through unchanged, in pieces of %i bytes',
    (pieceBytes) => {
      const bytes = Buffer.concat(mixed.map((packet) => generate(packet)));
      const { passed, refused } = letThrough(bytes, pieceBytes);
      const expected = [taken[0]!, taken[1]!, taken[2]!, taken[3]!, taken[1]!];
      expect(passed.equals(Buffer.concat(expected.map((packet) => generate(packet))))).toBe(true);
      const big = { topic: 'big', qos: 1, messageId: 0xabcd, payloadBytes: MOST + 1 };
      const bigger = { topic: 'größer', qos: 0, messageId: undefined, payloadBytes: 70_000 };
      expect(refused).toEqual([big, bigger, big]);
    },
  );

  test('tells of a message when all of it has gone by', () => {
    const bytes = generate(tooLong[0]!);
    expect(letThrough(bytes.subarray(0, -1), 50).refused).toEqual([]);
  });

  test('takes no other packet that is longer', () => {
    const granted = Array.from({ length: 400 }, () => 1);
    const bytes = generate({ cmd: 'suback', messageId: 1, granted });
    expect(() => letThrough(bytes, 1_000)).toThrow(
      'not MQTT: expected packets of at most 300 bytes',
    );
  });
});
