import {
  arpsColumns,
  energyKpis,
  fitArps,
  minimumCurvaturePath,
  nodalAnalysis,
  type ElectricityTariff,
  type NodalWell,
} from '@varve/calc';
import type { Goal } from '../report.ts';

/** A calculation that is measured, on the same input every time. */
export interface CalcCase {
  readonly name: string;
  readonly goal: Goal;
  readonly run: () => void;
  /** Checksum of the last run's result: it keeps the work from being optimised away, and is the same for every run. */
  readonly checksum: () => number;
}

/** How much the cases are given. */
export interface CalcSize {
  /** Rates on each curve, and stations of the well. */
  readonly points: number;
  /** Days of production. */
  readonly days: number;
  /** Minutes of metered power. */
  readonly minutes: number;
}

/** Both curves at 50 rates along 50 stations, ten years of days, a year of minutes. */
export const FULL_CALC_SIZE: CalcSize = { points: 50, days: 3_650, minutes: 525_600 };
export const SMOKE_CALC_SIZE: CalcSize = { points: 10, days: 400, minutes: 10_080 };

/** Makes all cases. */
export function calcCases({ points, days, minutes }: CalcSize): CalcCase[] {
  const well = deviatedWell(points);
  const production = history(days);
  const meter = meteredYear(minutes);
  return [
    calcCase('nodalAnalysis', { atMost: 50 }, () => {
      const { operatingPoint } = nodalAnalysis({ ...well, rateCount: points });
      return operatingPoint.rateStbd;
    }),
    calcCase('declineFit', { atMost: 20 }, () => fitArps(production).hyperbolicExponent),
    calcCase('energyKpis', { atMost: 30 }, () => energyKpis(meter).bill.total),
  ];
}

function calcCase(name: string, goal: Goal, calculate: () => number): CalcCase {
  let result = Number.NaN;
  return {
    name,
    goal,
    run() {
      result = calculate();
    },
    checksum: () => result,
  };
}

/** A black-oil well that builds to 60° on its way to 9,000 ft, by Beggs and Brill. */
function deviatedWell(stations: number): NodalWell {
  const along = Float64Array.from({ length: stations }, (_, i) => i / (stations - 1));
  const path = minimumCurvaturePath({
    measuredDepthFt: along.map((part) => 9_000 * part),
    inclinationDeg: along.map((part) => 60 * part),
    azimuthDeg: new Float64Array(stations),
  });
  return {
    inflow: {
      model: 'composite',
      reservoirPressurePsi: 3_000,
      bubblePointPsi: 2_200,
      productivityIndexStbdPsi: 1.2,
    },
    wellheadPressurePsia: 200,
    outflow: {
      method: 'beggs-brill',
      wellbore: {
        measuredDepthFt: path.measuredDepthFt,
        tvdFt: path.tvdFt,
        temperaturesF: path.tvdFt.map((tvdFt) => 100 + tvdFt / 100),
        insideDiameterIn: 2.441,
        roughnessIn: 0.0006,
      },
      fluid: {
        waterCutFraction: 0.3,
        gorScfStb: 500,
        oilApi: 35,
        gasGravity: 0.65,
        waterGravity: 1.07,
      },
    },
  };
}

/** Daily rates of a hyperbolic decline with scatter, two weeks of downtime a year, and wrong readings. */
function history(days: number): { timesDays: Float64Array; ratesPerDay: Float64Array } {
  const timesDays = Float64Array.from({ length: days }, (_, day) => day);
  const { ratesPerDay } = arpsColumns({
    initialRatePerDay: 1_000,
    nominalDeclinePerDay: 0.002,
    hyperbolicExponent: 0.8,
    timesDays,
  });
  const measured = ratesPerDay.map((rate, day) => {
    if (day % 365 >= 200 && day % 365 < 214) return 0;
    return rate * (day % 41 === 40 ? 3 : 1 + 0.05 * Math.sin(day * day));
  });
  return { timesDays, ratesPerDay: measured };
}

const TARIFF: ElectricityTariff = {
  periods: [
    { name: 'peak', pricePerKwh: 0.3, hours: [[17, 21]], weekdays: [1, 2, 3, 4, 5] },
    { name: 'day', pricePerKwh: 0.2, hours: [[7, 22]] },
    { name: 'night', pricePerKwh: 0.1, hours: [[22, 7]] },
  ],
  pricePerKw: 12,
  pricePerKvarh: 0.02,
  freeReactiveRatio: 0.4,
};

/** A site's power by the minute, with a sample missing now and then, billed where clocks change. */
function meteredYear(minutes: number): Parameters<typeof energyKpis>[0] {
  const powersKw = Float64Array.from({ length: minutes }, (_, minute) =>
    minute % 9_973 === 0
      ? Number.NaN
      : 400 + 150 * Math.sin(minute / 229) + 20 * Math.sin(minute * minute),
  );
  return {
    powersKw,
    startMs: Date.UTC(2025, 0, 1),
    intervalMinutes: 1,
    timeZone: 'Europe/Madrid',
    tariff: TARIFF,
    output: 100_000,
    emissionFactorKgPerKwh: 0.3,
    reactiveKvarh: 1e6,
  };
}
