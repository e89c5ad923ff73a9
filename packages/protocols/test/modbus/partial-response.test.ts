import {
  appendFrame,
  createFrameBuffer,
  framesDecoder,
  OUR_TIME_BIT,
  planModbusReads,
  StatusCode,
  type ModbusReadPlan,
} from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { packPartialResponse, type PartialResponse } from '../../src/modbus/partial-response.ts';
import { bytes, samplesOfRuns } from '../support/samples.ts';

const { badConfigurationError, badTimeout, good } = StatusCode;
const TIME = 1_790_000_000_000_000;

/** Samples of each tag from frames around a partial one. */
function decode(plan: ModbusReadPlan, partial: PartialResponse, whole: Uint8Array) {
  const buffer = createFrameBuffer(64);
  for (const payload of [whole, packPartialResponse(plan.request, partial), whole]) {
    appendFrame(buffer, { plan: 0, receivedUs: TIME, status: good, payload });
  }
  const decoder = framesDecoder([plan], plan.tags.length);
  const runs = decoder(buffer.bytes, buffer.length, {
    rejected: (_, reason) => expect.unreachable(reason),
    text: () => undefined,
  });
  expect(runs.hasOurTimes).toBe(true);
  const samples = samplesOfRuns(runs);
  return Array.from(plan.tags, (tag) =>
    samples.filter((sample) => sample.tag === tag).map(({ value, status }) => [value, status]),
  );
}

const mark = (status: number) => [NaN, status | OUR_TIME_BIT];

describe('a partial response', () => {
  test('gives the values that came, and marks the tags that did not with what each lacks', () => {
    const [plan] = planModbusReads(
      [
        { name: 'a', address: 10, rawType: 'uint16' },
        { name: 'b', address: 11, rawType: 'uint32' },
        { name: 'c', address: 13, rawType: 'bool', bit: 9 },
        { name: 'd', address: 14, rawType: 'uint16' },
      ],
      0,
    );
    const partial: PartialResponse = {
      parts: [
        { first: 0, count: 1, data: bytes('00 07') },
        { first: 3, count: 1, data: bytes('02 00') },
      ],
      missing: [
        { first: 1, count: 2, status: badTimeout },
        { first: 4, count: 1, status: badConfigurationError },
      ],
    };
    const whole = bytes('03 0A 00 01 00 00 00 02 00 00 00 03');
    expect(decode(plan!, partial, whole)).toEqual([
      [
        [1, good],
        [7, good],
        [1, good],
      ],
      [[2, good], mark(badTimeout), [2, good]],
      [
        [0, good],
        [1, good],
        [0, good],
      ],
      [[3, good], mark(badConfigurationError), [3, good]],
    ]);
  });

  test('of coils puts bits where they belong', () => {
    const tags = Array.from({ length: 20 }, (_, index) => ({
      name: `coil-${index}`,
      table: 'coil' as const,
      address: 5 + index,
    }));
    const [plan] = planModbusReads(tags, 0);
    const partial: PartialResponse = {
      parts: [
        { first: 0, count: 9, data: bytes('01 01') },
        { first: 10, count: 10, data: bytes('FF 03') },
      ],
      missing: [{ first: 9, count: 1, status: badConfigurationError }],
    };
    const middle = decode(plan!, partial, bytes('01 03 00 00 00')).map(([, sample]) => sample);
    const expected = Array.from({ length: 20 }, (_, bit) => {
      if (bit === 9) return mark(badConfigurationError);
      return [bit === 0 || bit === 8 || bit >= 10 ? 1 : 0, good];
    });
    expect(middle).toEqual(expected);
  });
});
