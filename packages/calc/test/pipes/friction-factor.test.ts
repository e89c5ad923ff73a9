import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  blasiusFrictionFactor,
  chenFrictionFactor,
  churchillFrictionFactor,
  colebrookFrictionFactor,
  darcyFrictionFactor,
  darcyFromFanning,
  fanningFromDarcy,
  haalandFrictionFactor,
  laminarFrictionFactor,
  serghidesFrictionFactor,
  swameeJainFrictionFactor,
} from '../../src/pipes/index.ts';

const anyTurbulent = fc.record({
  reynoldsNumber: fc.double({ min: 5000, max: 1e8, noNaN: true }),
  relativeRoughness: fc.double({ min: 1e-6, max: 0.05, noNaN: true }),
});

/** Colebrook and White's equation solved the slow way, by halving a bracket of the factor. */
function colebrookByBisection(reynoldsNumber: number, relativeRoughness: number): number {
  let low = 1e-4;
  let high = 1;
  for (let step = 0; step < 200; step++) {
    const f = (low + high) / 2;
    const right = -2 * Math.log10(relativeRoughness / 3.7 + 2.51 / (reynoldsNumber * Math.sqrt(f)));
    if (1 / Math.sqrt(f) > right) low = f;
    else high = f;
  }
  return (low + high) / 2;
}

describe('friction factors', () => {
  test('match the values that C. Bell publishes for Re 100 000 and roughness 1e-4', () => {
    const flow = { reynoldsNumber: 1e5, relativeRoughness: 1e-4 };
    expect(colebrookFrictionFactor(flow).value).toBeCloseTo(0.018513866077, 10);
    expect(haalandFrictionFactor(flow).value).toBeCloseTo(0.018265053014794, 10);
    expect(chenFrictionFactor(flow).value).toBeCloseTo(0.018552817507472, 8);
    expect(churchillFrictionFactor(flow).value).toBeCloseTo(0.018462624566281, 10);
    expect(serghidesFrictionFactor(flow).value).toBeCloseTo(0.018513589831836, 10);
  });

  test('of laminar flow and of Blasius are their formulas', () => {
    expect(laminarFrictionFactor(128).value).toBe(0.5);
    expect(blasiusFrictionFactor(10_000).value).toBeCloseTo(0.03164, 12);
  });

  test('by Colebrook satisfy the equation wherever it holds', () => {
    fc.assert(
      fc.property(anyTurbulent, (flow) => {
        const expected = colebrookByBisection(flow.reynoldsNumber, flow.relativeRoughness);
        expect(colebrookFrictionFactor(flow).value / expected).toBeCloseTo(1, 11);
      }),
    );
  });

  test.each([
    { name: 'Haaland', formula: haalandFrictionFactor, percent: 2.1 },
    { name: 'Swamee and Jain', formula: swameeJainFrictionFactor, percent: 3.5 },
    { name: 'Chen', formula: chenFrictionFactor, percent: 0.5 },
    { name: 'Serghides', formula: serghidesFrictionFactor, percent: 0.01 },
  ])('by $name stay within $percent % of Colebrook', ({ formula, percent }) => {
    fc.assert(
      fc.property(anyTurbulent, (flow) => {
        const ratio = formula(flow).value / colebrookFrictionFactor(flow).value;
        expect(Math.abs(ratio - 1) * 100).toBeLessThan(percent);
      }),
    );
  });

  test('by Churchill tend to 64/Re in laminar flow', () => {
    expect(
      churchillFrictionFactor({ reynoldsNumber: 500, relativeRoughness: 0.01 }).value,
    ).toBeCloseTo(64 / 500, 6);
  });

  test('grow with roughness and shrink with the Reynolds number', () => {
    fc.assert(
      fc.property(anyTurbulent, (flow) => {
        const f = colebrookFrictionFactor(flow).value;
        const { reynoldsNumber, relativeRoughness } = flow;
        const rougher = { reynoldsNumber, relativeRoughness: relativeRoughness * 1.5 };
        const faster = { reynoldsNumber: reynoldsNumber * 2, relativeRoughness };
        expect(colebrookFrictionFactor(rougher).value).toBeGreaterThan(f);
        expect(colebrookFrictionFactor(faster).value).toBeLessThan(f);
      }),
    );
  });

  test('switch from laminar to Colebrook at Re 2100 and say that the transition is neither', () => {
    const at = (reynoldsNumber: number) =>
      darcyFrictionFactor({ reynoldsNumber, relativeRoughness: 1e-4 });
    expect(at(2100)).toEqual({ value: 64 / 2100, issues: [] });
    expect(at(3000).issues).toMatchObject([{ code: 'EXTRAPOLATED', parameter: 'reynoldsNumber' }]);
    expect(at(3000).value).toBeCloseTo(colebrookByBisection(3000, 1e-4), 12);
    expect(at(4000).issues).toEqual([]);
  });

  test('of Fanning are a fourth of those of Darcy, and back', () => {
    expect(fanningFromDarcy(0.02).value).toBe(0.005);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1, noNaN: true }), (f) => {
        expect(darcyFromFanning(fanningFromDarcy(f).value).value).toBe(f);
      }),
    );
    expect(fanningFromDarcy(-1).issues).toMatchObject([{ code: 'OUT_OF_DOMAIN' }]);
  });

  test.each([
    { reynoldsNumber: 0, relativeRoughness: 0.001, parameter: 'reynoldsNumber' },
    { reynoldsNumber: -1, relativeRoughness: 0.001, parameter: 'reynoldsNumber' },
    { reynoldsNumber: 1e5, relativeRoughness: -0.001, parameter: 'relativeRoughness' },
    { reynoldsNumber: 1e5, relativeRoughness: 1, parameter: 'relativeRoughness' },
    { reynoldsNumber: Number.NaN, relativeRoughness: 0, parameter: 'reynoldsNumber' },
  ])('refuse Re $reynoldsNumber with roughness $relativeRoughness', ({ parameter, ...flow }) => {
    for (const formula of [colebrookFrictionFactor, churchillFrictionFactor, darcyFrictionFactor]) {
      const { value, issues } = formula(flow);
      expect(value).toBeNaN();
      expect(issues).toMatchObject([{ parameter }]);
    }
  });

  test('mark a pipe rougher than the data as extrapolated', () => {
    const flow = { reynoldsNumber: 1e5, relativeRoughness: 0.06 };
    expect(colebrookFrictionFactor(flow).issues).toMatchObject([
      { code: 'EXTRAPOLATED', parameter: 'relativeRoughness' },
    ]);
    expect(colebrookFrictionFactor({ ...flow, relativeRoughness: 0.05 }).issues).toEqual([]);
  });
});
