import { evaluateFields } from '../evaluate.ts';
import { log10, min, PI, sqrt } from '../math.ts';
import type { Issue } from '../quantity.ts';
import { fixedPoint } from '../root-finding.ts';
import {
  AIR_KG_MOL,
  drivingForce,
  endDomains,
  type GasLine,
  type GasLineEnds,
  MOLAR_GAS_CONSTANT,
  type WholeGasLine,
  wholeGasLine,
} from './gas-line-state.ts';

/** Rate of the general equation, unchecked. */
const generalRate = (line: WholeGasLine, force: number, frictionFactorDarcy: number): number => {
  const resistance =
    line.gasGravity * AIR_KG_MOL * line.temperatureK * line.zFactor * frictionFactorDarcy;
  return (
    line.efficiency *
    (PI / 4) *
    line.insideDiameterM ** 2.5 *
    (line.baseTemperatureK / line.basePressurePa) *
    sqrt((MOLAR_GAS_CONSTANT * force) / resistance)
  );
};

/** Rate of a gas line by AGA and how it flows. */
export interface AgaGasLine {
  readonly rateM3S: number;
  /** 2 / sqrt of the Darcy friction factor. */
  readonly transmissionFactor: number;
  readonly frictionFactorDarcy: number;
  readonly reynoldsNumber: number;
  /** Whether roughness alone sets the factor. */
  readonly isFullyTurbulent: boolean;
  readonly issues: readonly Issue[];
}

type AgaLine = GasLine &
  GasLineEnds & { readonly roughnessM: number; readonly dragFactor?: number };

/** Transmission factor of a smooth pipe: F = 4 log10(Re / F) - 0.6. */
const smoothTransmission = (reynoldsNumber: number): number =>
  fixedPoint((factor) => 4 * log10(reynoldsNumber / factor) - 0.6, 16);

/**
 * Rate of gas through a line by AGA, m³/s at standard conditions.
 *
 * @param line - as `gasLineRate`; height of roughness in m; `dragFactor` for bends and fittings, 0.96
 *   when absent (0.92 with many bends to 0.97 with few), in the partially turbulent regime only
 *
 * Convention: the lower of the transmission factors 4 log10(3.7 D/e) (fully turbulent) and
 * 4 Df log10(Re/(1.4125 Ft)) (partially turbulent), Ft of the smooth pipe.
 * Accuracy: the transmission factor is iterated to 1e-12.
 * Source: AGA, Steady Flow in Gas Pipelines, IGT Technical Report 10 (1965); Mohitpour et al. (2007).
 */
export const agaGasLineRate = (line: AgaLine): AgaGasLine => {
  const found = evaluateFields(wholeGasLine(line), iterate, {
    ...endDomains(line),
    roughnessM: { above: 0, below: line.insideDiameterM },
    dragFactor: { above: 0, max: 1 },
  });
  return { ...found, isFullyTurbulent: found.transmissionFactor === roughFactor(line) };
};

const roughFactor = (line: AgaLine): number =>
  4 * log10((3.7 * line.insideDiameterM) / line.roughnessM);

const iterate = (line: WholeGasLine & AgaLine) => {
  const force = drivingForce(line);
  const rough = roughFactor(line);
  const drag = line.dragFactor ?? 0.96;
  const baseDensity =
    (line.basePressurePa * AIR_KG_MOL * line.gasGravity) /
    (MOLAR_GAS_CONSTANT * line.baseTemperatureK);
  const reynoldsPerRate = (4 * baseDensity) / (PI * line.insideDiameterM * line.viscosityPaS);
  const rateAt = (factor: number): number => generalRate(line, force, 4 / factor ** 2);
  const transmissionFactor = fixedPoint((factor) => {
    const reynolds = reynoldsPerRate * rateAt(factor);
    const next = min(rough, 4 * drag * log10(reynolds / (1.4125 * smoothTransmission(reynolds))));
    // Too slow for a turbulent factor, there is none.
    return next > 0 ? next : Number.NaN;
  }, rough);
  const rateM3S = rateAt(transmissionFactor);
  return {
    rateM3S,
    transmissionFactor,
    frictionFactorDarcy: 4 / transmissionFactor ** 2,
    reynoldsNumber: reynoldsPerRate * rateM3S,
  };
};
