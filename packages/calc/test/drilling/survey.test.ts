import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  interpolatePath,
  minimumCurvaturePath,
  minimumCurvatureStep,
  surveyStep,
  verticalSection,
  wellTortuosity,
  type SurveyStation,
  type WellPath,
} from '../../src/drilling/index.ts';

const station = (depth: number, inclination: number, azimuth: number): SurveyStation => ({
  measuredDepthFt: depth,
  inclinationDeg: inclination,
  azimuthDeg: azimuth,
});
const pathOf = (...stations: readonly (readonly [number, number, number])[]): WellPath =>
  minimumCurvaturePath({
    measuredDepthFt: Float64Array.from(stations, (row) => row[0]),
    inclinationDeg: Float64Array.from(stations, (row) => row[1]),
    azimuthDeg: Float64Array.from(stations, (row) => row[2]),
  });
const angle = fc.double({ min: 0, max: 120, noNaN: true });
const azimuth = fc.double({ min: 0, max: 360, noNaN: true });

describe('minimum curvature', () => {
  test('has the answer of the example of drillingformulas.com', () => {
    const step = minimumCurvatureStep({
      upper: station(3500, 15, 20),
      lower: station(3600, 25, 45),
    });
    expect(step.northFt).toBeCloseTo(27.22, 2);
    expect(step.eastFt).toBeCloseTo(19.45, 2);
    expect(step.tvdFt).toBeCloseTo(94.01, 2);
    expect(step.doglegSeverityDegPer100Ft).toBeCloseTo(12.95, 2);
  });

  test('of a quarter circle is its radius, across and down', () => {
    const lengthFt = (Math.PI / 2) * 1000;
    const step = minimumCurvatureStep({
      upper: station(0, 0, 0),
      lower: station(lengthFt, 90, 90),
    });
    expect(step.northFt).toBeCloseTo(0, 9);
    expect(step.eastFt).toBeCloseTo(1000, 9);
    expect(step.tvdFt).toBeCloseTo(1000, 9);
    expect(step.doglegDeg).toBeCloseTo(90, 9);
  });

  test('of a straight hole has a ratio factor of one, and of a nearly straight one nearly', () => {
    const straight = { upper: station(0, 30, 45), lower: station(100, 30, 45) };
    expect(minimumCurvatureStep(straight).ratioFactor).toBe(1);
    for (const degrees of [1e-12, 1e-7, 1e-3, 5e-3, 6e-3, 1e-2]) {
      const bent = minimumCurvatureStep({ ...straight, lower: station(100, 30 + degrees, 45) });
      expect(bent.doglegDeg / degrees).toBeCloseTo(1, 2);
      expect(bent.ratioFactor).toBeCloseTo(1, 8);
    }
  });

  test('does not care that azimuth wraps', () => {
    const over = minimumCurvatureStep({ upper: station(0, 40, 358), lower: station(100, 42, 3) });
    const under = minimumCurvatureStep({ upper: station(0, 40, -2), lower: station(100, 42, 363) });
    expect(over.northFt).toBeCloseTo(under.northFt, 9);
    expect(over.doglegDeg).toBeCloseTo(under.doglegDeg, 9);
    expect(over.doglegDeg).toBeLessThan(5);
  });

  test('goes back the way it came', () => {
    fc.assert(
      fc.property(angle, azimuth, angle, azimuth, (i1, a1, i2, a2) => {
        const down = minimumCurvatureStep({
          upper: station(0, i1, a1),
          lower: station(90, i2, a2),
        });
        // Turned round, up the hole: the reverse directions in reverse order.
        const back = minimumCurvatureStep({
          upper: station(0, 180 - i2, a2 + 180),
          lower: station(90, 180 - i1, a1 + 180),
        });
        expect(back.northFt).toBeCloseTo(-down.northFt, 6);
        expect(back.eastFt).toBeCloseTo(-down.eastFt, 6);
        expect(back.tvdFt).toBeCloseTo(-down.tvdFt, 6);
      }),
    );
  });

  test('gives no more distance than depth was drilled', () => {
    fc.assert(
      fc.property(angle, azimuth, angle, azimuth, (i1, a1, i2, a2) => {
        const step = minimumCurvatureStep({
          upper: station(0, i1, a1),
          lower: station(90, i2, a2),
        });
        expect(Math.hypot(step.northFt, step.eastFt, step.tvdFt)).toBeLessThanOrEqual(90 + 1e-9);
      }),
    );
  });

  test('has no arc that turns back, and no course without length', () => {
    const back = minimumCurvatureStep({ upper: station(0, 90, 0), lower: station(100, 90, 180) });
    expect(back.northFt).toBeNaN();
    expect(back.issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter: 'doglegDeg' }]);
    const none = minimumCurvatureStep({ upper: station(100, 0, 0), lower: station(100, 5, 0) });
    expect(none.issues).toMatchObject([{ parameter: 'measuredDepthFt' }]);
  });
});

describe('the older methods', () => {
  const course = { upper: station(7482, 4, 10), lower: station(7782, 8, 35) };

  test('have the answers of the example of netwasgroup.us', () => {
    const average = surveyStep({ ...course, method: 'angleAveraging' });
    expect(average.northFt).toBeCloseTo(28.97, 2);
    expect(average.eastFt).toBeCloseTo(12, 1);
    expect(average.tvdFt).toBeCloseTo(298.36, 2);
    // The page prints 28.56 north from truncated sines; exact arithmetic gives 28.736.
    const radius = surveyStep({ ...course, method: 'radiusOfCurvature' });
    expect(radius.northFt).toBeCloseTo(28.736, 3);
  });

  test('radius of curvature is the textbook quotient of sines and cosines', () => {
    const [i1, i2, a1, a2] = [4, 8, 10, 35].map((degrees) => (degrees * Math.PI) / 180) as [
      number,
      number,
      number,
      number,
    ];
    const found = surveyStep({ ...course, method: 'radiusOfCurvature' });
    const across = (300 * (Math.cos(i1) - Math.cos(i2))) / ((i2 - i1) * (a2 - a1));
    expect(found.northFt).toBeCloseTo(across * (Math.sin(a2) - Math.sin(a1)), 9);
    expect(found.eastFt).toBeCloseTo(across * (Math.cos(a1) - Math.cos(a2)), 9);
    expect(found.tvdFt).toBeCloseTo((300 * (Math.sin(i2) - Math.sin(i1))) / (i2 - i1), 9);
  });

  test('agree in a straight hole, and average azimuths over north', () => {
    for (const method of [
      'angleAveraging',
      'balancedTangential',
      'radiusOfCurvature',
      'tangential',
    ] as const) {
      const straight = { upper: station(0, 30, 60), lower: station(100, 30, 60), method };
      const step = surveyStep(straight);
      expect([step.northFt, step.eastFt, step.tvdFt]).toEqual([
        expect.closeTo(25, 9),
        expect.closeTo(43.30127, 5),
        expect.closeTo(86.60254, 5),
      ]);
      const north = surveyStep({ upper: station(0, 30, 359), lower: station(100, 30, 1), method });
      expect(north.northFt).toBeCloseTo(50, 1);
    }
  });
});

describe('a path', () => {
  const stations = fc
    .array(fc.tuple(fc.double({ min: 1, max: 300, noNaN: true }), angle, azimuth), {
      minLength: 2,
      maxLength: 12,
    })
    .map((rows) => {
      let depth = 0;
      return rows.map(([course, i, a]) => [(depth += course), i / 2, a] as const);
    });

  test('is the sum of its courses', () => {
    fc.assert(
      fc.property(stations, (rows) => {
        const path = pathOf(...rows);
        let [north, east, tvd] = [0, 0, 0];
        for (const [i, row] of rows.entries()) {
          if (i > 0) {
            const step = minimumCurvatureStep({
              upper: station(...rows[i - 1]!),
              lower: station(...row),
            });
            north += step.northFt;
            east += step.eastFt;
            tvd += step.tvdFt;
          }
          expect(path.northFt[i]).toBeCloseTo(north, 6);
          expect(path.eastFt[i]).toBeCloseTo(east, 6);
          expect(path.tvdFt[i]).toBeCloseTo(tvd, 6);
        }
      }),
    );
  });

  test('stays where it is when a station is put between two others', () => {
    fc.assert(
      fc.property(stations, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (rows, share) => {
        const path = pathOf(...rows);
        const [first, second] = [rows[0]![0], rows[1]![0]];
        const depth = first + share * (second - first);
        const point = interpolatePath({ path, measuredDepthFt: depth });
        const split = pathOf(
          rows[0]!,
          [depth, point.inclinationDeg, point.azimuthDeg],
          ...rows.slice(1),
        );
        expect(split.northFt[1]).toBeCloseTo(point.northFt, 5);
        expect(split.tvdFt[1]).toBeCloseTo(point.tvdFt, 5);
        expect(split.northFt.at(-1)).toBeCloseTo(path.northFt.at(-1)!, 5);
        expect(split.eastFt.at(-1)).toBeCloseTo(path.eastFt.at(-1)!, 5);
        expect(split.tvdFt.at(-1)).toBeCloseTo(path.tvdFt.at(-1)!, 5);
      }),
    );
  });

  test('gives its stations back', () => {
    const path = pathOf([0, 0, 0], [1000, 30, 120], [2000, 60, 300]);
    const point = interpolatePath({ path, measuredDepthFt: 1000 });
    expect(point.inclinationDeg).toBeCloseTo(30, 9);
    expect(point.azimuthDeg).toBeCloseTo(120, 9);
    expect(point.northFt).toBeCloseTo(path.northFt[1]!, 9);
  });

  test('is not known beyond its ends, between no stations, or with depth that falls', () => {
    const path = pathOf([0, 0, 0], [1000, 30, 120]);
    expect(interpolatePath({ path, measuredDepthFt: 1001 }).issues[0]).toMatchObject({
      code: 'OUT_OF_DOMAIN',
      parameter: 'measuredDepthFt',
    });
    expect(interpolatePath({ path: pathOf([0, 0, 0]), measuredDepthFt: 0 }).northFt).toBeNaN();
    const falling = pathOf([0, 0, 0], [1000, 3, 0], [900, 4, 0]);
    expect(falling.issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter: 'measuredDepthFt' }]);
    expect([...falling.tvdFt]).toEqual([NaN, NaN, NaN]);
    expect(pathOf([0, 0, 0], [100, 190, 0]).issues[0]?.parameter).toBe('inclinationDeg');
    expect(pathOf([0, 0, 0], [100, Number.NaN, 0]).issues[0]?.code).toBe('NOT_FINITE');
    expect(pathOf([0, 90, 0], [100, 90, 180]).issues[0]?.code).toBe('NO_SOLUTION');
    expect(pathOf().issues[0]?.code).toBe('OUT_OF_DOMAIN');
  });

  test('starts where it is told', () => {
    const path = minimumCurvaturePath({
      measuredDepthFt: Float64Array.of(100, 200),
      inclinationDeg: Float64Array.of(0, 0),
      azimuthDeg: Float64Array.of(0, 0),
      startNorthFt: 5,
      startEastFt: -7,
      startTvdFt: 90,
    });
    expect([path.northFt[1], path.eastFt[1], path.tvdFt[1]]).toEqual([5, -7, 190]);
  });
});

describe('a section', () => {
  test('sees the closure in full along its own azimuth', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5000, max: 5000, noNaN: true }),
        fc.double({ min: -5000, max: 5000, noNaN: true }),
        (northFt, eastFt) => {
          const seen = verticalSection({ northFt, eastFt, sectionAzimuthDeg: 0 });
          expect(seen.verticalSectionFt).toBeCloseTo(northFt, 9);
          expect(seen.closureAzimuthDeg).toBeGreaterThanOrEqual(0);
          expect(seen.closureAzimuthDeg).toBeLessThan(360);
          const along = verticalSection({
            northFt,
            eastFt,
            sectionAzimuthDeg: seen.closureAzimuthDeg,
          });
          expect(along.verticalSectionFt).toBeCloseTo(Math.hypot(northFt, eastFt), 6);
        },
      ),
    );
  });
});

describe('tortuosity', () => {
  test('of a plain build is only what the build turns', () => {
    const found = wellTortuosity(pathOf([0, 0, 0], [1000, 30, 0], [2000, 60, 0]));
    expect(found.cumulativeDoglegDeg).toBeCloseTo(60, 9);
    expect(found.excessDoglegDeg).toBeCloseTo(0, 9);
    expect(found.tortuosityDegPer100Ft).toBeCloseTo(3, 9);
    expect(found.maxDoglegSeverityDegPer100Ft).toBeCloseTo(3, 9);
  });

  test('counts turns to and fro that come to nothing', () => {
    const found = wellTortuosity(
      pathOf([0, 10, 0], [100, 15, 0], [200, 10, 0], [300, 15, 0], [400, 10, 0]),
    );
    expect(found.cumulativeDoglegDeg).toBeCloseTo(20, 9);
    expect(found.excessDoglegDeg).toBeCloseTo(20, 9);
    expect(found.sinuosity).toBeGreaterThan(1);
  });

  test('of a straight hole is none, of one station unknown', () => {
    expect(wellTortuosity(pathOf([0, 40, 10], [900, 40, 10]))).toMatchObject({
      cumulativeDoglegDeg: 0,
      sinuosity: expect.closeTo(1, 12),
    });
    expect(wellTortuosity(pathOf([0, 40, 10]))).toMatchObject({
      tortuosityDegPer100Ft: Number.NaN,
      issues: [{ code: 'NO_SOLUTION' }],
    });
  });
});
