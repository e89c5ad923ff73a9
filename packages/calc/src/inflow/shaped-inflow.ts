import type { Ranges } from '../argument-issues.ts';
import { evaluate } from '../evaluate.ts';
import { max, min } from '../math.ts';
import type { Quantity } from '../quantity.ts';

/** A reservoir that a well flows from. */
export interface Reservoir {
  readonly reservoirPressurePsi: number;
}

/** An inflow at a scale of 1 (greatest rate, productivity index): two directions of one curve. */
export interface InflowShape {
  /** Rate at a flowing pressure from 0 to reservoir pressure. */
  readonly rateAt: (flowingPressurePsi: number) => number;
  /** Flowing pressure at a rate from 0 to the greatest. */
  readonly pressureAt: (rate: number) => number;
  /** The greatest rate, where it is not the one at 0 psi. */
  readonly greatest?: number;
}

/** Round-off that a rate may exceed the open flow by. */
const ROUND_OFF = 1 + 1e-12;

/** A shape in the ratio of flowing to reservoir pressure. */
export const relativeShape = (
  { reservoirPressurePsi }: Reservoir,
  fraction: (x: number) => number,
  abscissa: (fraction: number) => number,
): InflowShape => ({
  rateAt: (pressure) => fraction(pressure / reservoirPressurePsi),
  pressureAt: (rate) => reservoirPressurePsi * abscissa(rate),
});

/** Rate at a flowing pressure from 0 to reservoir pressure. */
export const shapedRate = <Well extends Reservoir & { readonly flowingPressurePsi: number }>(
  input: Well,
  shapeOf: (well: Well) => InflowShape,
  scaleOf: (well: Well) => number,
  ranges?: Ranges,
): Quantity =>
  evaluate(
    input,
    (well) => scaleOf(well) * shapeOf(well).rateAt(well.flowingPressurePsi),
    { flowingPressurePsi: { min: 0, max: input.reservoirPressurePsi } },
    ranges,
  );

/** One stabilised test. */
export interface InflowTest extends Reservoir {
  readonly testRateStbd: number;
  readonly testPressurePsi: number;
}

/** The scale of rate = scale x shape(pressure) from one test. */
export const shapedScale = <Test extends InflowTest>(
  input: Test,
  shapeOf: (test: Test) => InflowShape,
): Quantity =>
  evaluate(input, (test) => test.testRateStbd / shapeOf(test).rateAt(test.testPressurePsi), {
    testPressurePsi: { min: 0, below: input.reservoirPressurePsi },
  });

/** Flowing pressure, 0 or more, at a rate from 0 to the greatest. */
export const shapedPressure = <Well extends Reservoir & { readonly rateStbd: number }>(
  input: Well,
  shapeOf: (well: Well) => InflowShape,
  scaleOf: (well: Well) => number,
  ranges?: Ranges,
): Quantity => {
  const greatestOf = (well: Well): number => {
    const { greatest, rateAt } = shapeOf(well);
    return greatest ?? rateAt(0);
  };
  return evaluate(
    input,
    (well) => {
      const rate = min(well.rateStbd / scaleOf(well), greatestOf(well));
      return max(shapeOf(well).pressureAt(rate), 0);
    },
    { rateStbd: { min: 0, max: scaleOf(input) * greatestOf(input) * ROUND_OFF } },
    ranges,
  );
};
