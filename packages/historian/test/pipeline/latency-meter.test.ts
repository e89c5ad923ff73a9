import { appendFrame, createFrameBuffer } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { createLatencyMeter } from '../../src/pipeline/latency-meter.ts';

const SECOND = 1_000_000;

describe('a latency meter', () => {
  test('knows nothing before the first commit, where nothing waits', () => {
    expect(createLatencyMeter().quantiles(0, undefined)).toBeUndefined();
  });

  test('forgets what was committed more than a minute ago', () => {
    const meter = createLatencyMeter();
    meter.committed([0], 2 * SECOND);
    meter.committed([29 * SECOND], 30 * SECOND);
    expect(meter.quantiles(62 * SECOND, undefined)).toEqual({ p50: 2_000, p95: 2_000 });
    expect(meter.quantiles(63 * SECOND, undefined)).toEqual({ p50: 1_000, p95: 1_000 });
    expect(meter.quantiles(91 * SECOND, undefined)).toBeUndefined();
  });

  test('counts what waits with the time that it has waited', () => {
    const meter = createLatencyMeter();
    meter.committed([0], SECOND);
    expect(meter.quantiles(30 * SECOND, 20 * SECOND)).toEqual({ p50: 1_000, p95: 10_000 });
    expect(meter.quantiles(30 * SECOND, 29.5 * SECOND)).toEqual({ p50: 1_000, p95: 1_000 });
    expect(meter.quantiles(3_600 * SECOND, 0)).toEqual({ p50: 3_600_000, p95: 3_600_000 });
    // The clock was set back.
    expect(meter.quantiles(-600 * SECOND, 0)).toEqual({ p50: 1_000, p95: 1_000 });
  });

  test('knows the oldest frame that is not on disk', () => {
    const meter = createLatencyMeter();
    const arrivalsOf = (receivedUs: number): readonly number[] => {
      const buffer = createFrameBuffer(100);
      appendFrame(buffer, { plan: 0, receivedUs, status: 0, payload: new Uint8Array(0) });
      return meter.arrivalsOf(buffer);
    };
    expect(meter.oldestUs()).toBeUndefined();
    const first = arrivalsOf(5);
    arrivalsOf(7);
    expect(meter.oldestUs()).toBe(5);
    meter.spooled(first);
    expect(meter.oldestUs()).toBe(7);
  });
});
