import type { WellDesign } from './well-design.ts';

/** A well of the pad. */
export interface Well {
  readonly name: string;
  /** Modbus unit that answers for it. */
  readonly unitId: number;
  readonly design: WellDesign;
}

/** The four wells of the pad: a strong one, an old wet one, a gassy one and a deep one. */
export const WELLS: readonly Well[] = [
  {
    name: 'well-1',
    unitId: 1,
    design: {
      reservoirPressurePsi: 2650,
      openFlowBpd: 3200,
      depthFt: 6800,
      gradientPsiPerFt: 0.372,
      pumpShutInRisePsi: 2100,
      pumpLossPsiPerBpd2: 1.46e-4,
      ratedPowerHp: 120,
      ratedCurrentA: 52,
      chokeCapacityBpd: 286,
      waterCut: 0.42,
      gasOilRatioScf: 420,
      reservoirTemperatureDegF: 196,
      casingPressurePsi: 95,
      frequencyHz: 54,
      chokePercent: 62,
    },
  },
  {
    name: 'well-2',
    unitId: 2,
    design: {
      reservoirPressurePsi: 2380,
      openFlowBpd: 3900,
      depthFt: 6350,
      gradientPsiPerFt: 0.4,
      pumpShutInRisePsi: 2050,
      pumpLossPsiPerBpd2: 1.1e-4,
      ratedPowerHp: 150,
      ratedCurrentA: 64,
      chokeCapacityBpd: 320,
      waterCut: 0.87,
      gasOilRatioScf: 310,
      reservoirTemperatureDegF: 184,
      casingPressurePsi: 70,
      frequencyHz: 56,
      chokePercent: 74,
    },
  },
  {
    name: 'well-3',
    unitId: 3,
    design: {
      reservoirPressurePsi: 2480,
      openFlowBpd: 1750,
      depthFt: 6900,
      gradientPsiPerFt: 0.33,
      pumpShutInRisePsi: 1600,
      pumpLossPsiPerBpd2: 2.9e-4,
      ratedPowerHp: 60,
      ratedCurrentA: 31,
      chokeCapacityBpd: 160,
      waterCut: 0.18,
      gasOilRatioScf: 980,
      reservoirTemperatureDegF: 190,
      casingPressurePsi: 145,
      frequencyHz: 50,
      chokePercent: 48,
    },
  },
  {
    name: 'well-4',
    unitId: 4,
    design: {
      reservoirPressurePsi: 3350,
      openFlowBpd: 2400,
      depthFt: 9200,
      gradientPsiPerFt: 0.355,
      pumpShutInRisePsi: 2700,
      pumpLossPsiPerBpd2: 2.6e-4,
      ratedPowerHp: 125,
      ratedCurrentA: 48,
      chokeCapacityBpd: 215,
      waterCut: 0.55,
      gasOilRatioScf: 520,
      reservoirTemperatureDegF: 228,
      casingPressurePsi: 110,
      frequencyHz: 58,
      chokePercent: 55,
    },
  },
];
