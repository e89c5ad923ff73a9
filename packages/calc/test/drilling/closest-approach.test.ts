import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  closestApproach,
  interpolatePath,
  minimumCurvaturePath,
  type WellPath,
  wellSeparationSeries,
} from '../../src/drilling/index.ts';

interface Start {
  readonly startNorthFt?: number;
  readonly startEastFt?: number;
  readonly startTvdFt?: number;
}
type Station = readonly [depth: number, inclination: number, azimuth: number];

const pathOf = (stations: readonly Station[], start: Start = {}): WellPath =>
  minimumCurvaturePath({
    measuredDepthFt: Float64Array.from(stations, (row) => row[0]),
    inclinationDeg: Float64Array.from(stations, (row) => row[1]),
    azimuthDeg: Float64Array.from(stations, (row) => row[2]),
    ...start,
  });

describe('the closest approach', () => {
  const vertical = pathOf([
    [0, 0, 0],
    [5000, 0, 0],
  ]);

  test('of a horizontal hole past a vertical one is the distance of the two lines', () => {
    const flat = pathOf(
      [
        [0, 90, 90],
        [4000, 90, 90],
      ],
      { startNorthFt: 120, startEastFt: -1500, startTvdFt: 2345 },
    );
    const found = closestApproach({ reference: vertical, offset: flat });
    expect(found.distanceFt).toBeCloseTo(120, 6);
    expect(found.referenceDepthFt).toBeCloseTo(2345, 2);
    expect(found.offsetDepthFt).toBeCloseTo(1500, 2);
    expect(found.northFt).toBeCloseTo(120, 3);
  });

  test('of two parallel holes is what they are apart', () => {
    const beside = pathOf(
      [
        [0, 0, 0],
        [5000, 0, 0],
      ],
      { startEastFt: 25 },
    );
    expect(closestApproach({ reference: vertical, offset: beside }).distanceFt).toBeCloseTo(25, 9);
    expect([...wellSeparationSeries({ reference: vertical, offset: beside }).distanceFt]).toEqual([
      25, 25,
    ]);
  });

  test('of holes that cross is nothing', () => {
    const crossing = pathOf(
      [
        [0, 45, 90],
        [6000, 45, 90],
      ],
      { startEastFt: -1000 },
    );
    const found = closestApproach({ reference: vertical, offset: crossing });
    expect(found.distanceFt).toBeLessThan(1e-3);
    expect(found.referenceDepthFt).toBeCloseTo(1000, 2);
  });

  test('of a hole that builds around another is the radius less what it starts away', () => {
    // A full semicircle of 1000 ft about the point (north 1000, TVD 2000); the other well stands in its middle.
    const halfTurn = Math.PI * 1000;
    const arc = pathOf(
      [
        [0, 0, 0],
        [halfTurn / 2, 90, 0],
        [halfTurn, 180, 0],
      ],
      { startTvdFt: 2000 },
    );
    const middle = pathOf(
      [
        [0, 90, 90],
        [1000, 90, 90],
      ],
      { startNorthFt: 1100, startTvdFt: 2000, startEastFt: -500 },
    );
    const found = closestApproach({ reference: arc, offset: middle });
    expect(found.distanceFt).toBeCloseTo(900, 3);
    expect(found.referenceDepthFt).toBeCloseTo(halfTurn, 1);
  });

  const wells = fc.tuple(
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 95, noNaN: true }),
        fc.double({ min: 0, max: 90, noNaN: true }),
      ),
      {
        minLength: 3,
        maxLength: 6,
      },
    ),
    fc.double({ min: -800, max: 800, noNaN: true }),
    fc.double({ min: -800, max: 800, noNaN: true }),
  );
  const build = ([rows, startNorthFt, startEastFt]: [
    [number, number][],
    number,
    number,
  ]): WellPath =>
    pathOf(
      rows.map(([inclination, azimuth], i) => [i * 400, inclination, azimuth] as const),
      { startNorthFt, startEastFt },
    );

  test('is no farther than any pair of points found by trying, and is reached', () => {
    fc.assert(
      fc.property(wells, wells, (one, other) => {
        const [reference, offset] = [build(one), build(other)];
        const found = closestApproach({ reference, offset });
        const points = (path: WellPath) =>
          Array.from({ length: 41 }, (_, i) =>
            interpolatePath({ path, measuredDepthFt: (i / 40) * path.measuredDepthFt.at(-1)! }),
          );
        let tried = Infinity;
        const offsetPoints = points(offset);
        for (const a of points(reference)) {
          for (const b of offsetPoints) {
            const apart = Math.hypot(a.northFt - b.northFt, a.eastFt - b.eastFt, a.tvdFt - b.tvdFt);
            tried = Math.min(tried, apart);
          }
        }
        expect(found.distanceFt).toBeLessThanOrEqual(tried + 1e-3);
        const here = interpolatePath({ path: reference, measuredDepthFt: found.referenceDepthFt });
        const there = interpolatePath({ path: offset, measuredDepthFt: found.offsetDepthFt });
        expect(there.northFt - here.northFt).toBeCloseTo(found.northFt, 4);
        expect(there.tvdFt - here.tvdFt).toBeCloseTo(found.downFt, 4);
      }),
      { numRuns: 60 },
    );
  });

  test('is the same seen from either well', () => {
    fc.assert(
      fc.property(wells, wells, (one, other) => {
        const [reference, offset] = [build(one), build(other)];
        const forth = closestApproach({ reference, offset }).distanceFt;
        const back = closestApproach({ reference: offset, offset: reference }).distanceFt;
        expect(Math.abs(forth - back)).toBeLessThan(1e-2);
      }),
      { numRuns: 60 },
    );
  });

  test('to a well of one station, or of bad numbers, is unknown', () => {
    const point = pathOf([[0, 0, 0]]);
    expect(closestApproach({ reference: vertical, offset: point })).toMatchObject({
      distanceFt: Number.NaN,
      issues: [{ code: 'NO_SOLUTION' }],
    });
    const series = wellSeparationSeries({ reference: vertical, offset: point });
    expect([...series.distanceFt]).toEqual([NaN, NaN]);
  });
});
