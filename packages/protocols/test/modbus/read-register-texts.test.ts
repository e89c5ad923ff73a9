import {
  appendFrame,
  createFrameBuffer,
  framesDecoder,
  movePlan,
  NO_PAYLOAD,
  OUR_TIME_BIT,
  planModbusReads,
  StatusCode,
  type ModbusTagDefinition,
  type TextSample,
} from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packPartialResponse } from '../../src/modbus/partial-response.ts';
import { bytes, samplesOfRuns } from '../support/samples.ts';

const { badConfigurationError, badTimeout, good, uncertain } = StatusCode;
const TIME = 1_790_000_000_000_000;

interface Incoming {
  readonly status?: number;
  readonly payload: Uint8Array;
}

function decode(tags: readonly ModbusTagDefinition[], frames: readonly Incoming[]) {
  const plans = planModbusReads(tags, 0);
  expect(plans).toHaveLength(1);
  const buffer = createFrameBuffer(64);
  for (const { payload, status = good } of frames) {
    appendFrame(buffer, { plan: 0, receivedUs: TIME, status, payload });
  }
  const texts: TextSample[] = [];
  const rejected: string[] = [];
  const runs = framesDecoder(plans, tags.length)(buffer.bytes, buffer.length, {
    rejected: (_, reason) => rejected.push(reason),
    text: (sample) => texts.push(sample),
  });
  return { texts, rejected, samples: samplesOfRuns(runs) };
}

function textOf(wire: Uint8Array, given: Partial<ModbusTagDefinition> = {}): TextSample {
  const tag = { name: 'a', address: 0, dataType: 'text', length: wire.length, ...given } as const;
  const payload = Uint8Array.of(3, wire.length, ...wire);
  const { texts } = decode([tag], [{ payload }]);
  expect(texts).toHaveLength(1);
  return texts[0]!;
}

describe('texts in registers', () => {
  test.each([
    { title: 'fill their registers', wire: '50 55 4D 50', value: 'PUMP' },
    { title: 'end at the first NUL', wire: '50 55 00 50', value: 'PU' },
    { title: 'end before spaces that fill', wire: '50 20 55 20 20 20', value: 'P U' },
    { title: 'are empty', wire: '00 00', value: '' },
    { title: 'are UTF-8', wire: '50 6F C3 B1 6F 00', value: 'Poño' },
  ])('$title', ({ wire, value }) => {
    expect(textOf(bytes(wire))).toEqual({ tag: 0, timeUs: TIME, value, status: good });
  });

  test('may have their bytes swapped, and an odd length', () => {
    expect(textOf(bytes('55 50 50 4D'), { byteOrder: 'BADC', length: 3 }).value).toBe('PUM');
    expect(textOf(bytes('50 55 4D 50'), { length: 3 }).value).toBe('PUM');
  });

  test('that are not UTF-8 are Uncertain', () => {
    expect(textOf(bytes('50 FF'))).toMatchObject({ value: 'P\uFFFD', status: uncertain });
  });

  test('stand beside numbers in one request, whose samples they do not disturb', () => {
    const tags: ModbusTagDefinition[] = [
      { name: 'a', address: 0, rawType: 'uint16' },
      { name: 'b', address: '40002', dataType: 'text', length: 4 },
      { name: 'c', address: 3, rawType: 'uint16' },
    ];
    const payload = bytes('03 08 00 07 4F 4B 21 00 00 09');
    const { texts, samples } = decode(tags, [{ payload }, { payload }]);
    expect(texts.map(({ tag, value }) => [tag, value])).toEqual([
      [1, 'OK!'],
      [1, 'OK!'],
    ]);
    expect(samples.map(({ tag, value }) => [tag, value])).toEqual([
      [0, 7],
      [0, 7],
      [2, 9],
      [2, 9],
    ]);
  });

  test('are Bad without a value in an outage, and where a part of the answer is missing', () => {
    const tags: ModbusTagDefinition[] = [
      { name: 'a', address: 0, dataType: 'text', length: 2 },
      { name: 'b', address: 1, dataType: 'text', length: 4 },
    ];
    const [plan] = planModbusReads(tags, 0);
    const partial = packPartialResponse(plan!.request, {
      parts: [{ first: 0, count: 1, data: bytes('4F 4B') }],
      missing: [{ first: 2, count: 1, status: badConfigurationError }],
    });
    const { texts } = decode(tags, [
      { payload: partial },
      { payload: NO_PAYLOAD, status: badTimeout },
      { payload: bytes('83 02') },
    ]);
    expect(texts.map(({ tag, value, status }) => [tag, value, status])).toEqual([
      [0, 'OK', good],
      [1, null, badConfigurationError | OUR_TIME_BIT],
      [0, null, badTimeout | OUR_TIME_BIT],
      [1, null, badTimeout | OUR_TIME_BIT],
      [0, null, badConfigurationError | OUR_TIME_BIT],
      [1, null, badConfigurationError | OUR_TIME_BIT],
    ]);
  });

  test('keep their tags when a plan is renumbered', () => {
    const tag: ModbusTagDefinition = { name: 'a', address: 0, dataType: 'text', length: 2 };
    const moved = movePlan(planModbusReads([tag], 0)[0]!, Int32Array.of(7));
    expect(moved).toMatchObject({ texts: [{ tag: 7 }] });
  });

  test('are what the slow, obvious reader reads, whatever comes', () => {
    const anyWire = fc
      .uint8Array({ minLength: 1, maxLength: 20 })
      .map((half) => Uint8Array.from([...half, ...half]));
    fc.assert(
      fc.property(anyWire, (wire) => {
        const [whole] = Buffer.from(wire).toString('utf8').split('\0');
        const { value, status } = textOf(wire);
        expect(value).toBe(whole!.trimEnd());
        expect(status === good).toBe(!whole!.includes('\uFFFD'));
      }),
    );
  });
});
