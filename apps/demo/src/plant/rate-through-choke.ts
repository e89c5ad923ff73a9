import type { WellDesign } from './well-design.ts';

const TUBING_FRICTION_PSI_PER_BPD2 = 1.5e-5;
const PUMP_EFFICIENCY = 0.58;
/** bbl/d × psi of one hydraulic horsepower. */
const BPD_PSI_PER_HP = 58_766;

/**
 * Liquid that the reservoir gives against a flowing pressure at the perforations.
 *
 * @returns bbl/d, 0 from the reservoir pressure on
 *
 * Source: Vogel, "Inflow Performance Relationships for Solution-Gas Drive Wells", JPT, January 1968.
 */
export function inflowRate(design: WellDesign, flowingPressurePsi: number): number {
  const ratio = Math.min(Math.max(flowingPressurePsi / design.reservoirPressurePsi, 0), 1);
  return design.openFlowBpd * (1 - 0.2 * ratio - 0.8 * ratio * ratio);
}

/** Pressure that the pump adds, psi: affinity laws on a quadratic curve; 0 where the pump only hinders. */
function pumpRise(design: WellDesign, pumpFrequencyHz: number, rateBpd: number): number {
  const speed = pumpFrequencyHz / 60;
  const shutIn = design.pumpShutInRisePsi * speed * speed;
  return Math.max(0, shutIn - design.pumpLossPsiPerBpd2 * rateBpd * rateBpd);
}

/** Tubing pressure that pushes a rate through the choke, psi. */
export function tubingPressure(
  design: WellDesign,
  at: { rateBpd: number; chokePercent: number; flowlinePressurePsi: number },
): number {
  const capacity = design.chokeCapacityBpd * Math.max(at.chokePercent / 100, 0.01);
  const drop = (at.rateBpd / capacity) ** 2;
  return at.flowlinePressurePsi + drop;
}

/** Rate at which reservoir, pump and a given tubing pressure are in balance, bbl/d. */
export function rateAtTubingPressure(
  design: WellDesign,
  at: { tubingPressurePsi: number; pumpFrequencyHz: number },
): number {
  return balancedRate(design, at.pumpFrequencyHz, () => at.tubingPressurePsi);
}

/** Rate at which reservoir, pump, choke and flowline are in balance, bbl/d. */
export function rateThroughChoke(
  design: WellDesign,
  at: { chokePercent: number; flowlinePressurePsi: number; pumpFrequencyHz: number },
): number {
  return balancedRate(design, at.pumpFrequencyHz, (rateBpd) =>
    tubingPressure(design, { rateBpd, ...at }),
  );
}

/** Current of the pump's motor under its load, A; 0 while it stands. */
export function motorCurrent(design: WellDesign, pumpFrequencyHz: number, rateBpd: number): number {
  const speed = pumpFrequencyHz / 60;
  if (speed < 0.02) return 0;
  const hydraulicHp = (rateBpd * pumpRise(design, pumpFrequencyHz, rateBpd)) / BPD_PSI_PER_HP;
  // A pump that lifts nothing still churns: a quarter of its power, with the cube of the speed.
  const shaftHp = hydraulicHp / PUMP_EFFICIENCY + 0.2 * design.ratedPowerHp * speed ** 3;
  const load = shaftHp / (design.ratedPowerHp * speed);
  return design.ratedCurrentA * (0.12 + 0.88 * load);
}

/** Halves the range of rates: the surplus of inflow over rate falls as the rate grows. */
function balancedRate(
  design: WellDesign,
  pumpFrequencyHz: number,
  tubingPressureAt: (rateBpd: number) => number,
): number {
  const column = design.gradientPsiPerFt * design.depthFt;
  let low = 0;
  let high = design.openFlowBpd;
  for (let i = 0; i < 30; i++) {
    const rate = (low + high) / 2;
    const friction = TUBING_FRICTION_PSI_PER_BPD2 * rate * rate;
    const flowingPressure =
      tubingPressureAt(rate) + column + friction - pumpRise(design, pumpFrequencyHz, rate);
    if (inflowRate(design, flowingPressure) > rate) low = rate;
    else high = rate;
  }
  return low < 0.01 ? 0 : low;
}
