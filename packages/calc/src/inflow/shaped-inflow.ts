import { isUsable, noQuantity, type Domain, type Quantity } from '../quantity.ts';
import { argumentIssues, finiteQuantity } from './argument-domains.ts';

/** Round-off that a rate may exceed the open flow by. */
const ROUND_OFF = 1 + 1e-12;

/** A well at a flowing pressure. */
interface Flowing {
  readonly reservoirPressurePsi: number;
  readonly flowingPressurePsi: number;
}

/** One stabilised test. */
export interface InflowTest {
  readonly testRateStbd: number;
  readonly reservoirPressurePsi: number;
  readonly testPressurePsi: number;
}

/** Rate at a flowing pressure from 0 to reservoir pressure; NaN with reasons outside. */
export function checkedRate(
  well: Flowing,
  rateAt: (flowingPressurePsi: number) => number,
): Quantity {
  const issues = argumentIssues(well, {
    flowingPressurePsi: { min: 0, max: well.reservoirPressurePsi },
  });
  return isUsable(issues) ? finiteQuantity(rateAt(well.flowingPressurePsi)) : noQuantity(issues);
}

/** The scale of rate = scale x shape(pressure) from one test. */
export function checkedScale(test: InflowTest, shape: (pressurePsi: number) => number): Quantity {
  const below: Domain = { min: 0, below: test.reservoirPressurePsi };
  const issues = argumentIssues(test, { testPressurePsi: below });
  if (!isUsable(issues)) return noQuantity(issues);
  return finiteQuantity(test.testRateStbd / shape(test.testPressurePsi));
}

/** Flowing pressure, 0 or more, at a rate from 0 to the greatest; NaN with reasons outside. */
export function checkedPressure(
  well: { readonly rateStbd: number },
  greatestRate: number,
  pressureAt: (rateStbd: number) => number,
): Quantity {
  const issues = argumentIssues(well, { rateStbd: { min: 0, max: greatestRate * ROUND_OFF } });
  return isUsable(issues)
    ? finiteQuantity(Math.max(pressureAt(well.rateStbd), 0))
    : noQuantity(issues);
}
