import {
  appendFrame,
  createFrameBuffer,
  NO_PAYLOAD,
  OUR_TIME_BIT,
  packSampleFrame,
  StatusCode,
  type FilterDefinition,
  type SourceDefinition,
} from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { createSharedMemory } from '../../src/worker/shared-memory.ts';
import { readSnapshot } from '../../src/live/snapshot-table.ts';
import { oursByProtocol, resumeFilters } from '../../src/resume/resume-filters.ts';
import { listTags } from '../../src/tags/list-tags.ts';
import { createFrameFilter } from '../../src/worker/frame-filter.ts';
import { samplesOf } from '../support/samples.ts';

const SECOND = 1_000_000;
const NOW = 1_790_000_000 * SECOND;

const DEVICE: SourceDefinition = {
  name: 'device',
  protocol: 'mqtt',
  url: 'mqtt://127.0.0.1',
  topics: [{ topic: 'd', timestampPath: 't', tags: [{ name: 'v', path: 'v' }] }],
};
const POLLED: SourceDefinition = {
  name: 'polled',
  protocol: 'modbus',
  host: '127.0.0.1',
  tags: [{ name: 'v', address: 0, rawType: 'uint16' }],
};

/** A chain with one tag, fed frame by frame. */
function createChain(definition: SourceDefinition) {
  const list = listTags([definition]);
  const memory = createSharedMemory(list);
  const frameFilter = createFrameFilter({
    plans: list.plans,
    sourceCount: 1,
    sourceOfPlan: list.sourceOfPlan,
    sourceOfTag: list.sourceOfTag,
    futureLimitUs: 300 * SECOND,
    ...memory,
  });
  const plan = list.sources[0]!.firstPlan;
  const take = (
    frame: { readonly status?: number; readonly payload?: Uint8Array; readonly plan?: number },
    nowUs: number,
    isBehind = false,
  ) => {
    const buffer = createFrameBuffer(64);
    const all = { plan, status: 0, payload: NO_PAYLOAD, receivedUs: nowUs, ...frame };
    appendFrame(buffer, all);
    const instant = { nowUs, elapsedUs: nowUs - NOW + SECOND, isBehind };
    const { samples } = frameFilter.filter(buffer.bytes, buffer.length, instant);
    return samplesOf(samples).map(({ time, value, status }) => [time - NOW, value, status]);
  };
  const shown = () => {
    const { time, value, status } = readSnapshot(memory.snapshots, 0)!;
    return [time - NOW, value, status];
  };
  const text = (payload: string) => ({ payload: new TextEncoder().encode(payload) });
  return {
    list,
    memory,
    take,
    /** A payload with a time of the device's, in microseconds after `NOW`. */
    send: (deviceUs: number, value: number, nowUs: number, isBehind = false) =>
      take(text(`{"t":${(NOW + deviceUs) / 1_000},"v":${value}}`), nowUs, isBehind),
    sendText: (payload: string, nowUs: number) => take(text(payload), nowUs),
    register: (value: number, nowUs: number, isBehind = false) =>
      take({ payload: Uint8Array.of(3, 2, value >> 8, value & 0xff) }, nowUs, isBehind),
    outage: (status: number, nowUs: number) => take({ status }, nowUs),
    shown,
    snapshot: () => readSnapshot(memory.snapshots, 0),
  };
}

const { badNoCommunication, badNotConnected, badShutdown, badTimeout } = StatusCode;

describe('a mark', () => {
  test.each([
    { name: 'is slow', offsetUs: -20 * SECOND },
    { name: 'is hours behind', offsetUs: -18_000 * SECOND },
    { name: 'is right', offsetUs: 0 },
    { name: 'is ahead, below the limit', offsetUs: 200 * SECOND },
  ])('stands between two samples of a device whose clock $name', ({ offsetUs }) => {
    const { send, outage, shown } = createChain(DEVICE);
    send(offsetUs, 1, NOW);
    send(offsetUs + SECOND, 2, NOW + SECOND);
    const [mark] = outage(badNoCommunication, NOW + 1.5 * SECOND);
    expect(mark).toEqual([offsetUs + 1.5 * SECOND, NaN, badNoCommunication]);
    expect(shown()).toEqual(mark);
    const next = [offsetUs + 3 * SECOND, 3, 0];
    expect(send(offsetUs + 3 * SECOND, 3, NOW + 3 * SECOND)).toEqual([next]);
    expect(shown()).toEqual(next);
  });

  test('that began before the newest sample stands just behind that', () => {
    const { send, outage } = createChain(DEVICE);
    send(0, 1, NOW);
    expect(outage(badNoCommunication, NOW - 5 * SECOND)).toEqual([[1, NaN, badNoCommunication]]);
  });

  test('of a payload that cannot be read is ended by the next that can', () => {
    const { send, sendText, shown } = createChain(DEVICE);
    send(-10 * SECOND, 1, NOW);
    const broken = sendText('{"t":0,"v":{', NOW + SECOND);
    expect(broken).toEqual([[-9 * SECOND, NaN, StatusCode.badDecodingError]]);
    const next = [-8 * SECOND, 2, 0];
    expect(send(-8 * SECOND, 2, NOW + 2 * SECOND)).toEqual([next]);
    expect(shown()).toEqual(next);
  });

  test('of a tag that never had a sample is ended by an older one', () => {
    const { send, outage, shown } = createChain(DEVICE);
    expect(outage(badNotConnected, NOW)).toEqual([[0, NaN, badNotConnected]]);
    expect(shown()).toEqual([0, NaN, badNotConnected]);
    const first = [-10 * SECOND, 1, 0];
    expect(send(-10 * SECOND, 1, NOW + SECOND)).toEqual([first]);
    expect(shown()).toEqual(first);
    expect(send(-9 * SECOND, 2, NOW + 2 * SECOND)).toEqual([[-9 * SECOND, 2, 0]]);
    expect(shown()).toEqual([-9 * SECOND, 2, 0]);
  });

  test('of a stop is not made where there never was anything to end', () => {
    const { outage, snapshot } = createChain(DEVICE);
    expect(outage(badShutdown, NOW)).toEqual([]);
    expect(snapshot()).toBeUndefined();
  });

  test('is stored once for an outage, and again when its reason changes', () => {
    const { register, outage } = createChain(POLLED);
    expect(register(5, NOW)).toEqual([[0, 5, 0]]);
    const seconds = [1, 2, 3, 4];
    const stored = seconds.flatMap((second) => outage(badTimeout, NOW + second * SECOND));
    expect(stored).toEqual([[SECOND, NaN, badTimeout]]);
    expect(outage(badNotConnected, NOW + 5 * SECOND)).toEqual([[5 * SECOND, NaN, badNotConnected]]);
    expect(register(5, NOW + 6 * SECOND)).toEqual([[6 * SECOND, 5, 0]]);
    expect(outage(badTimeout, NOW + 7 * SECOND)).toHaveLength(1);
  });

  test('of an outage that goes on is stored every ten minutes', () => {
    const { outage } = createChain(POLLED);
    const times = Array.from({ length: 1_300 }, (_, second) => second * SECOND);
    const stored = times.flatMap((time) => outage(badTimeout, NOW + time));
    expect(stored.map(([time]) => time)).toEqual([0, 600 * SECOND, 1_200 * SECOND]);
  });

  test('is not ended by a sample that is late, nor by the newest once more; that is shown again', () => {
    const { send, outage, shown } = createChain(DEVICE);
    send(-3_600 * SECOND, 7, NOW);
    outage(badNoCommunication, NOW + SECOND);
    expect(send(-3_700 * SECOND, 6, NOW + 2 * SECOND)).toEqual([[-3_700 * SECOND, 6, 0]]);
    expect(shown()[2]).toBe(badNoCommunication);
    expect(send(-3_600 * SECOND, 7, NOW + 3 * SECOND)).toEqual([]);
    expect(shown()).toEqual([-3_600 * SECOND, 7, 0]);
  });
});

describe('a sample with a time of ours', () => {
  const ours = (value: number, status: number, nowUs: number) => ({
    // A program's frame can carry any sample of any tag.
    plan: 0,
    payload: packSampleFrame([{ tag: 0, timeUs: nowUs, value, status: status | OUR_TIME_BIT }]),
  });
  const { uncertain, uncertainInitialValue } = StatusCode;

  test('does not hide what the device sends next, though its clock is slow', () => {
    const { send, take, shown } = createChain(DEVICE);
    send(-20 * SECOND, 1, NOW);
    const at = NOW + SECOND;
    expect(take(ours(2, uncertain, at), at)).toEqual([[SECOND, 2, uncertain]]);
    expect(shown()).toEqual([SECOND, 2, uncertain]);
    const next = [-18 * SECOND, 3, 0];
    expect(send(-18 * SECOND, 3, NOW + 2 * SECOND)).toEqual([next]);
    expect(shown()).toEqual(next);
  });

  test('is Good until the outage that follows it begins, however old the value is', () => {
    const { send, take, outage, shown } = createChain(DEVICE);
    send(-86_400 * SECOND, 5, NOW);
    expect(take(ours(5, StatusCode.good, NOW), NOW)).toEqual([[0, 5, 0]]);
    expect(shown()).toEqual([0, 5, 0]);
    const mark = [3_600 * SECOND, NaN, badNoCommunication];
    expect(outage(badNoCommunication, NOW + 3_600 * SECOND)).toEqual([mark]);
  });

  test('of an earlier run, behind the mark of its end, does not hide a slow device', () => {
    const { list, memory, send, shown } = createChain(DEVICE);
    const stored = { tagId: 1, time: NOW, value: 2, status: uncertain };
    const mark = { tagId: 1, time: NOW + 1, value: null, status: badShutdown };
    const earlier = { newest: new Map([[0, mark]]), values: new Map([[0, stored]]) };
    resumeFilters(memory.filters.state, earlier, oursByProtocol(list));
    const next = [-18 * SECOND, 3, 0];
    expect(send(-18 * SECOND, 3, NOW + 2 * SECOND)).toEqual([next]);
    expect(shown()).toEqual(next);
    expect(send(-17 * SECOND, 4, NOW + 3 * SECOND)).toEqual([[-17 * SECOND, 4, 0]]);
    expect(shown()).toEqual([-17 * SECOND, 4, 0]);
  });

  test('that a broker kept is stored once, and never again while it is the newest known', () => {
    const { take, outage, shown } = createChain(DEVICE);
    const kept = (value: number, second: number) => {
      const at = NOW + second * SECOND;
      return take(ours(value, uncertainInitialValue, at), at);
    };
    expect(kept(7, 0)).toEqual([[0, 7, uncertainInitialValue]]);
    outage(badNoCommunication, NOW + SECOND);
    expect(kept(7, 2)).toEqual([]);
    expect(shown()).toEqual([2 * SECOND, 7, uncertainInitialValue]);
    expect(kept(8, 3)).toEqual([[3 * SECOND, 8, uncertainInitialValue]]);
  });

  test('that a broker kept is no sign of life', () => {
    const { take, send, memory } = createChain(DEVICE);
    take(ours(7, uncertainInitialValue, NOW), NOW);
    expect(memory.filters.state.heardAt[0]).toBe(0);
    send(0, 7, NOW);
    expect(memory.filters.state.heardAt[0]).toBeGreaterThan(0);
  });
});

describe('what stands apart ahead of samples whose tests hold them back', () => {
  const filtered = (filter: FilterDefinition): SourceDefinition => ({
    ...DEVICE,
    topics: [{ topic: 'd', timestampPath: 't', tags: [{ name: 'v', path: 'v', filter }] }],
  });
  const ours = (value: number, nowUs: number) => ({
    plan: 0,
    payload: packSampleFrame([
      { tag: 0, timeUs: nowUs, value, status: StatusCode.uncertain | OUR_TIME_BIT },
    ]),
  });

  test.each<{ name: string; filter: FilterDefinition }>([
    { name: 'an exception test', filter: { excDev: 1 } },
    { name: 'a compression test', filter: { compDev: 1 } },
    { name: 'both', filter: { excDev: 1, compDev: 1 } },
  ])('has its neighbours stored beside it: $name', ({ filter }) => {
    const { send, take } = createChain(filtered(filter));
    const stored = [];
    for (let second = 0; second < 60; second++) {
      const at = NOW + second * SECOND;
      // The device is 20.5 s slow; one of its stamps cannot be read.
      stored.push(
        ...(second === 10 ? take(ours(5, at), at) : send((second - 20.5) * SECOND, 5, at)),
      );
    }
    expect(stored).toEqual([
      [-20.5 * SECOND, 5, 0],
      [-11.5 * SECOND, 5, 0],
      [10 * SECOND, 5, StatusCode.uncertain],
      [-9.5 * SECOND, 5, 0],
      [9.5 * SECOND, 5, 0],
      [10.5 * SECOND, 5, 0],
    ]);
  });

  test('lets nothing be held back between the first and the last of several', () => {
    const { send, take } = createChain(filtered({ excDev: 1 }));
    const stored = [];
    for (let second = 0; second < 60; second++) {
      const at = NOW + second * SECOND;
      const isOurs = second === 10 || second === 13;
      stored.push(...(isOurs ? take(ours(5, at), at) : send((second - 20.5) * SECOND, 5, at)));
    }
    const ahead = stored.filter(([time]) => time! > 0).map(([time]) => time! / SECOND);
    expect(ahead).toEqual([10, 13, 9.5, 10.5, 11.5, 12.5, 13.5]);
  });

  test('may be the mark of a silence, whose samples a device sends when it is back', () => {
    const { send, take } = createChain(filtered({ excDev: 1 }));
    send(0, 5, NOW);
    const mark = { tag: 0, timeUs: NOW + 30 * SECOND, value: NaN };
    const status = badNoCommunication | OUR_TIME_BIT;
    take({ plan: 0, payload: packSampleFrame([{ ...mark, status }]) }, NOW + 30 * SECOND);
    const kept = [10, 20, 29, 31, 40].flatMap((second) =>
      send(second * SECOND, 5, NOW + 60 * SECOND).map(([time]) => time! / SECOND),
    );
    expect(kept).toEqual([10, 29, 31]);
  });
});

describe('our clock', () => {
  test('set back does not darken what it stamps', () => {
    const { register, shown } = createChain(POLLED);
    register(1, NOW + 3_600 * SECOND);
    expect(register(2, NOW)).toEqual([[0, 2, 0]]);
    expect(shown()).toEqual([0, 2, 0]);
  });

  test('known to be behind makes what it stamps Uncertain', () => {
    const { register } = createChain(POLLED);
    expect(register(1, NOW, true)).toEqual([[0, 1, StatusCode.uncertain]]);
  });

  test('known to be behind calls no device ahead of it', () => {
    const { send } = createChain(DEVICE);
    const twoDays = 172_800 * SECOND;
    expect(send(twoDays, 1, NOW, true)).toEqual([[twoDays, 1, 0]]);
    expect(send(twoDays, 2, NOW)).toEqual([[0, 2, StatusCode.uncertain]]);
  });
});

describe('a value beside what its tag can be', () => {
  const exceeded = StatusCode.uncertainEngineeringUnitsExceeded;

  test('is stored as Uncertain where it is out of range', () => {
    const { register } = createChain({
      ...POLLED,
      tags: [
        {
          name: 'v',
          address: 0,
          rawType: 'uint16',
          scale: 0.1,
          range: { low: 0, high: 200 },
        },
      ],
    });
    expect(register(2_000, NOW)).toEqual([[0, 200, 0]]);
    expect(register(2_001, NOW + 1)).toEqual([[1, 2_001 * 0.1, exceeded]]);
    expect(register(0, NOW + 2)).toEqual([[2, 0, 0]]);
  });

  test('is stored as Uncertain where it is the number of no state', () => {
    const { send } = createChain({
      ...DEVICE,
      topics: [
        {
          topic: 'd',
          timestampPath: 't',
          tags: [{ name: 'v', path: 'v', dataType: 'digital', states: ['Off', 'On'] }],
        },
      ],
    });
    expect(send(0, 1, NOW)).toEqual([[0, 1, 0]]);
    expect(send(1, 2, NOW)).toEqual([[1, 2, exceeded]]);
    expect(send(2, -1, NOW)).toEqual([[2, -1, exceeded]]);
    expect(send(3, 0.5, NOW)).toEqual([[3, 0.5, exceeded]]);
    expect(send(4, 0, NOW)).toEqual([[4, 0, 0]]);
  });
});
