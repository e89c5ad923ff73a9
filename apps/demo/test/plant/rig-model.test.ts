import { describe, expect, test } from 'vitest';
import {
  RIG_STATES,
  RIG_STEP_MS,
  RigModel,
  type RigReading,
  RigState,
} from '../../src/plant/rig-model.ts';
import { RIG_NODES } from '../../src/plant/rig-nodes.ts';

const STEPS_PER_SECOND = 1000 / RIG_STEP_MS;

function readingsOf(seed: number, seconds = 900): RigReading[] {
  const model = new RigModel({ seed });
  return Array.from({ length: seconds * STEPS_PER_SECOND }, (_, step) => model.advanceTo(step));
}

/** Readings at the end of each stay in a state. */
function endsOf(readings: readonly RigReading[], state: number): RigReading[] {
  return readings.filter(
    (reading, i) => reading.state === state && readings[i + 1]?.state !== state,
  );
}

describe('RigModel', () => {
  const readings = readingsOf(1);

  test('gives the same readings for the same seed, others for another', () => {
    expect(readingsOf(1, 60)).toEqual(readings.slice(0, 60 * STEPS_PER_SECOND));
    expect(readingsOf(2, 1)).not.toEqual(readings.slice(0, STEPS_PER_SECOND));
  });

  test.each(RIG_NODES)('keeps $name within its range', ({ reading, range }) => {
    const values = readings.map((each) => each[reading]);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(range.low);
    expect(Math.max(...values)).toBeLessThanOrEqual(range.high);
  });

  test('deepens the hole only, and keeps the bit in it', () => {
    for (const [i, { bitDepthFt, holeDepthFt }] of readings.entries()) {
      expect(holeDepthFt).toBeGreaterThanOrEqual(readings[i - 1]?.holeDepthFt ?? 0);
      expect(bitDepthFt).toBeLessThanOrEqual(holeDepthFt);
    }
  });

  test('drills a stand of 93 ft between connections', () => {
    const ends = endsOf(readings, RigState.drilling).map((reading) => reading.holeDepthFt);
    expect(ends.length).toBeGreaterThanOrEqual(3);
    expect(ends[1]! - ends[0]!).toBeCloseTo(93, 0);
  });

  test('makes its first connection within a minute and a half', () => {
    const first = readings.findIndex((reading) => reading.state === RigState.inSlips);
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(90 * STEPS_PER_SECOND);
  });

  test('hangs the string in the slips with pumps and rotation off', () => {
    const [drilling] = endsOf(readings, RigState.drilling) as [RigReading];
    const [lifted] = endsOf(readings, RigState.offBottom) as [RigReading];
    const [slips] = endsOf(readings, RigState.inSlips) as [RigReading];
    expect(lifted.bitDepthFt).toBeLessThan(lifted.holeDepthFt);
    expect(lifted.hookLoadKlbf).toBeGreaterThan(drilling.hookLoadKlbf + 15);
    expect(slips.hookLoadKlbf).toBeLessThan(45);
    expect(slips.weightOnBitKlbf).toBe(0);
    expect(slips.rotarySpeedRpm).toBe(0);
    expect(slips.flowInGpm).toBeLessThan(1);
    expect(slips.standpipePressurePsi).toBeLessThan(1);
    expect(slips.rateOfPenetrationFtPerH).toBe(0);
  });

  test('names its states', () => {
    expect(Object.values(RigState).map((state) => RIG_STATES[state])).toEqual([
      'Drilling',
      'Off bottom',
      'In slips',
      'To bottom',
    ]);
  });
});
