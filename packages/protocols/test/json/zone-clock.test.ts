import {
  createSampleBatch,
  jsonDecoder,
  OUR_TIME_BIT,
  planJsonTopic,
  StatusCode,
} from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { decoderOf, good, RECEIVED, us } from '../support/decode-json.ts';

const OUR_TIME = StatusCode.uncertain | OUR_TIME_BIT;

describe('times without a zone', () => {
  const zoned = (timeZone = 'America/Los_Angeles') => {
    const decode = decoderOf({
      timestampPath: 'Time',
      timeZone,
      tags: [{ path: 'v' }, { path: 'w' }],
    });
    return (stamp: string, receivedUs?: number) => {
      const { samples, reasons } = decode(`{"Time": "${stamp}", "v": 1, "w": 1}`, { receivedUs });
      expect(samples[1]).toEqual({ ...samples[0], tag: 1 });
      return { ...samples[0]!, reasons };
    };
  };
  const UNCERTAIN = StatusCode.uncertain;

  test('are read in the zone of the topic, or of its source', () => {
    expect(zoned()('2018-08-24T07:17:52')).toMatchObject({
      time: us('2018-08-24T14:17:52Z'),
      status: 0,
    });
    expect(zoned()('2018-12-24T07:17:52.5')).toMatchObject({
      time: us('2018-12-24T15:17:52Z') + 5e5,
      status: 0,
    });
    expect(zoned('Asia/Kolkata')('20180824T071752')).toMatchObject({
      time: us('2018-08-24T01:47:52Z'),
    });
    const ofSource = decoderOf({ timestampPath: 't' }, { timeZone: 'Europe/Berlin' });
    expect(ofSource('{"t": "2026-07-01T12:00:00", "value": 1}').samples).toEqual([
      good(1, 0, us('2026-07-01T10:00:00Z')),
    ]);
  });

  test('with a zone beside them are read in it', () => {
    expect(zoned()('2018-08-24T07:17:52Z')).toMatchObject({
      time: us('2018-08-24T07:17:52Z'),
      status: 0,
    });
  });

  test('of an hour that comes twice are of the first pass, then of the second, in order of arrival, and marked', () => {
    const read = zoned();
    expect(read('2026-11-01T01:30:00')).toMatchObject({
      time: us('2026-11-01T08:30:00Z'),
      status: UNCERTAIN,
    });
    expect(read('2026-11-01T01:30:00')).toMatchObject({
      time: us('2026-11-01T09:30:00Z'),
      status: UNCERTAIN,
    });
    expect(read('2026-11-01T02:30:00')).toMatchObject({
      time: us('2026-11-01T10:30:00Z'),
      status: 0,
    });
  });

  test('of an hour that comes twice keep their order when one thread reads the first, and another the second', () => {
    const tags = [{ name: 'x', path: 'v' }];
    const topic = { topic: 't', timestampPath: 't', timeZone: 'America/Los_Angeles', tags };
    const plan = planJsonTopic(topic, 0);
    const payload = new TextEncoder().encode('{"t": "2026-11-01T01:30:00", "v": 1}');
    const times = [plan, structuredClone(plan)].map((plan) => {
      const batch = createSampleBatch(1);
      const frame = { payload, receivedUs: RECEIVED, status: 0 };
      jsonDecoder(plan)(frame, { batch, reject: () => undefined, text: () => undefined });
      return batch.time[0];
    });
    expect(times).toEqual([us('2026-11-01T08:30:00Z'), us('2026-11-01T09:30:00Z')]);
  });

  test('of an hour that comes twice keep their order, though some are overtaken', () => {
    const read = zoned();
    const hour = ['01:00:00', '01:20:00', '01:19:59', '01:40:00', '01:59:59'];
    const times = [...hour, ...hour].map(
      (clock) => read(`2026-11-01T${clock}`).time - us('2026-11-01T08:00:00Z'),
    );
    const seconds = [0, 1_200, 1_199, 2_400, 3_599];
    expect(times).toEqual(
      [...seconds, ...seconds.map((second) => second + 3_600)].map((second) => second * 1e6),
    );
  });

  test('of an hour that comes twice are told apart by their arrival where they come at once', () => {
    const pass = (received: string) => zoned()('2026-11-01T01:30:00', us(received)).time;
    expect(pass('2026-11-01T08:30:01Z')).toBe(us('2026-11-01T08:30:00Z'));
    expect(pass('2026-11-01T08:25:00Z')).toBe(us('2026-11-01T08:30:00Z'));
    expect(pass('2026-11-01T09:30:01Z')).toBe(us('2026-11-01T09:30:00Z'));
    const read = zoned();
    const [one, two] = ['2026-11-01T08:30:01Z', '2026-11-01T08:30:02Z'].map(us);
    expect(read('2026-11-01T01:30:00', one).time).toBe(read('2026-11-01T01:30:00', two).time);
  });

  test('of an hour that comes twice begin anew another year', () => {
    const read = zoned();
    expect(read('2025-11-02T01:30:00').time).toBe(us('2025-11-02T08:30:00Z'));
    expect(read('2026-11-01T01:10:00').time).toBe(us('2026-11-01T08:10:00Z'));
    expect(read('2025-11-02T01:10:00').time).toBe(us('2025-11-02T08:10:00Z'));
  });

  test('of an hour that does not come are refused, and cost the time', () => {
    const { time, status, reasons } = zoned()('2026-03-08T02:30:00');
    expect({ time, status }).toEqual({ time: RECEIVED, status: OUR_TIME });
    expect(reasons).toEqual([
      expect.stringMatching(/no such time: the clock is set ahead over it/),
    ]);
    expect(zoned()('2026-03-08T03:00:00')).toMatchObject({
      time: us('2026-03-08T10:00:00Z'),
      status: 0,
    });
    expect(zoned()('2026-03-08T01:59:59')).toMatchObject({
      time: us('2026-03-08T09:59:59Z'),
      status: 0,
    });
  });

  test('of half an hour that comes twice are marked, and those around it are not', () => {
    const read = zoned('Australia/Lord_Howe');
    expect(read('2026-04-05T01:29:59').status).toBe(0);
    expect(read('2026-04-05T01:30:00').status).toBe(UNCERTAIN);
    expect(read('2026-04-05T01:59:59').status).toBe(UNCERTAIN);
    expect(read('2026-04-05T02:00:00').status).toBe(0);
  });
});
