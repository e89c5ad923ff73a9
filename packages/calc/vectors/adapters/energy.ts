import {
  capacitorForPowerFactor,
  carbonIntensity,
  changePointEnergy,
  cvRmse,
  degreeDaysFromExtremes,
  degreeDaysFromHours,
  degreeDaysFromMeans,
  demandCharge,
  demandFromRegister,
  electricityBill,
  energyCusum,
  energyImprovement,
  energyOfPower,
  fixedWindowDemand,
  fractionalSavingsUncertainty,
  liftingEnergy,
  loadFactor,
  localDayHours,
  modelRSquared,
  nmbe,
  powerTriangle,
  reactiveCharge,
  slidingWindowDemand,
  specificEnergyConsumption,
  threePhasePower,
  type ChangePointModel,
  type ParametrisedComparison,
  type PowerDemand,
  type TariffPeriod,
} from '../../src/energy/index.ts';
import {
  linearRegression,
  multipleRegression,
  polynomialRegression,
  type RegressionFit,
} from '../../src/statistics/index.ts';
import { convertUnit } from '../../src/units/index.ts';
import type { VectorAdapter, VectorOutputs, VectorReader } from '../adapter.ts';
import { anomaly } from './anomaly.ts';
import { listOf, nameOf, numberOf, rowsOf, shapeOf, textOf } from './series-inputs.ts';

/** Energy goes by the calorie of the International Table, as its toe does. */
function energyUnit(symbol: string): string {
  return symbol.replace(/^(k?)cal(?=$|\/)/u, '$1calIT');
}

/** An energy or power in kWh or kW, from the unit that the vector says. */
function inKilo(inputs: VectorReader, names: readonly string[], fallback?: number): number {
  const value = numberOf(inputs, names, fallback);
  const name = nameOf(inputs, ...names);
  const unit = name === undefined ? '' : inputs.unit(name);
  for (const to of ['kWh', 'kW'] as const) {
    const converted = convertUnit({ value, from: energyUnit(unit), to });
    if (!Number.isNaN(converted.value)) return converted.value;
  }
  return value;
}

const MINUTES: Readonly<Record<string, number>> = { s: 1 / 60, min: 1, h: 60, hr: 60, d: 1440 };

function minutesOf(inputs: VectorReader, names: readonly string[], fallback?: number): number {
  const name = nameOf(inputs, ...names);
  const factor = name === undefined ? 1 : (MINUTES[inputs.unit(name)] ?? 1);
  return numberOf(inputs, names, fallback) * factor;
}

const POWERS = ['kw_1min', 'kw', 'power', 'powers'] as const;

function demandOutputs({ peakKw, peakIndex, windowsKw }: PowerDemand): VectorOutputs {
  return {
    peak: peakKw,
    window_index: peakIndex,
    start_minute: peakIndex,
    start_index: peakIndex,
    windows: windowsKw,
  };
}

function fixedDemand(inputs: VectorReader): VectorOutputs {
  const windowSamples = minutesOf(inputs, ['window'], 15);
  const start = /(\d+):(\d+)/u.exec(textOf(inputs, ['start'], '00:00'));
  const minute = Number(start?.[1] ?? 0) * 60 + Number(start?.[2] ?? 0);
  const offsetSamples = (windowSamples - (minute % windowSamples)) % windowSamples;
  const powersKw = listOf(inputs, ...POWERS);
  return demandOutputs(fixedWindowDemand({ powersKw, windowSamples, offsetSamples }));
}

function slidingDemand(inputs: VectorReader): VectorOutputs {
  const windowSamples = minutesOf(inputs, ['window'], 15);
  return demandOutputs(slidingWindowDemand({ powersKw: listOf(inputs, ...POWERS), windowSamples }));
}

function registerDemand(inputs: VectorReader): VectorOutputs {
  const { powersKw, peakKw, energyKwh } = demandFromRegister({
    readingsKwh: listOf(inputs, 'kwh', 'readings', 'register'),
    intervalMinutes: minutesOf(inputs, ['interval'], 15),
    modulusKwh: numberOf(
      inputs,
      ['rollover', 'max_count', 'register_max', 'max_register', 'modulus', 'max'],
      0,
    ),
  });
  return { kw: powersKw, peak: peakKw, energy: energyKwh };
}

interface VectorPeriod {
  readonly hours?: string;
  readonly rate: number;
}

function tariffPeriods(inputs: VectorReader): TariffPeriod[] {
  const tariff = inputs.raw('tariff') as Readonly<Record<string, VectorPeriod>>;
  return Object.entries(tariff).map(([name, { hours = '0-24', rate }]) => ({
    name,
    pricePerKwh: rate,
    hours: hours.split(',').map((span) => {
      const [from = 0, to = 24] = span.split('-').map(Number);
      return [from, to] as const;
    }),
  }));
}

function timeOfUse(inputs: VectorReader): VectorOutputs {
  const periods = tariffPeriods(inputs);
  const pricePerKw = numberOf(inputs, ['demand_charge'], 0);
  const { energy, measured, reactive } = electricityBill({
    powersKw: listOf(inputs, 'kwh_hourly', 'kwh', 'kw'),
    startMs: 0,
    intervalMinutes: 60,
    timeZone: 'UTC',
    tariff: {
      periods,
      demandWindowMinutes: 60,
      pricePerKvarh: numberOf(inputs, ['reactive_charge', 'kvarh_rate'], 0),
      freeReactiveRatio: numberOf(inputs, ['free_ratio', 'tan_phi_free'], 0),
    },
    reactiveKvarh: numberOf(inputs, ['kvarh', 'reactive_energy'], 0),
  });
  const demand = demandCharge({ peakKw: numberOf(inputs, ['peak'], measured.peakKw), pricePerKw });
  const energies = periods.map(({ name }, i) => [`energy_${name}`, energy.energiesKwh[i]]);
  const costs = periods.map(({ name }, i) => [`cost_${name}`, energy.costs[i]]);
  return {
    ...Object.fromEntries([...energies, ...costs]),
    energy_cost: energy.cost,
    demand_cost: demand.cost,
    reactive_cost: reactive.cost,
    total: energy.cost + demand.cost + reactive.cost,
  };
}

/** A constant load on the days when the clock changes in the United States in 2024. */
function daylightSaving(inputs: VectorReader): VectorOutputs {
  const powerKw = numberOf(inputs, ['kw', 'power']);
  const hours = (month: number, day: number): number =>
    localDayHours({ year: 2024, month, day, timeZone: 'America/Chicago' }).value;
  return {
    energy_spring: powerKw * hours(3, 10),
    energy_fall: powerKw * hours(11, 3),
    energy_normal: powerKw * hours(6, 1),
  };
}

function carbon(inputs: VectorReader): VectorOutputs {
  const { emissionsKg, intensityKg } = carbonIntensity({
    sources: rowsOf(inputs, 'sources').map(([energy, name, factor]) => ({
      name: String(name),
      energyKwh: Number(energy),
      factorKgPerKwh: Number(factor),
    })),
    output: numberOf(inputs, ['output', 'production']),
  });
  return { emissions: emissionsKg, intensity: intensityKg };
}

function regressionOutputs(fit: RegressionFit): VectorOutputs {
  const { coefficients, standardErrors, tStatistics, pValues } = fit;
  const named: Record<string, unknown> = {};
  for (const [index, name] of ['intercept', 'slope'].entries()) {
    named[name] = coefficients[index];
    named[`se_${name}`] = standardErrors[index];
    named[`t_${name}`] = tStatistics[index];
    named[`p_${name}`] = pValues[index];
  }
  return {
    ...named,
    coefficients,
    se: standardErrors,
    standard_errors: standardErrors,
    t: tStatistics,
    t_stats: tStatistics,
    p: pValues,
    p_values: pValues,
    r2: fit.rSquared,
    adj_r2: fit.adjustedRSquared,
    residual_sd: fit.residualStandardDeviation,
    f_stat: fit.fStatistic,
    f_p: fit.fPValue,
    df: fit.degreesOfFreedom,
    residuals: fit.residuals,
    fitted: fit.fitted,
  };
}

function line(inputs: VectorReader): VectorOutputs {
  const intercept = inputs.flag('intercept', true);
  const fit = linearRegression({ x: listOf(inputs, 'x'), y: listOf(inputs, 'y'), intercept });
  if (intercept) return regressionOutputs(fit);
  return {
    ...regressionOutputs(fit),
    slope: fit.coefficients[0],
    se_slope: fit.standardErrors[0],
    intercept: 0,
  };
}

function manyDrivers(inputs: VectorReader): VectorOutputs {
  const rows = rowsOf(inputs, 'X', 'x');
  const drivers = (rows[0] ?? []).map((_, j) => Float64Array.from(rows, (row) => Number(row[j])));
  const intercept = inputs.flag('intercept', true);
  return regressionOutputs(
    multipleRegression({ drivers, response: listOf(inputs, 'y'), intercept }),
  );
}

function polynomial(inputs: VectorReader): VectorOutputs {
  const degree = numberOf(inputs, ['degree', 'order'], 2);
  return regressionOutputs(
    polynomialRegression({ x: listOf(inputs, 'x'), y: listOf(inputs, 'y'), degree }),
  );
}

function comparison(inputs: VectorReader): ParametrisedComparison {
  const perCount = /^n$|opendsm|caltrack/iu.test(textOf(inputs, ['convention', 'method'], ''));
  return {
    observed: listOf(inputs, 'observed', 'actual', 'y'),
    predicted: listOf(inputs, 'predicted', 'expected', 'yhat'),
    parameterCount: numberOf(inputs, ['num_params', 'p', 'parameters'], perCount ? 0 : 1),
  };
}

function changePointModel(inputs: VectorReader): ChangePointModel {
  const heating = numberOf(inputs, ['heating_balance'], Number.NaN);
  const cooling = numberOf(inputs, ['cooling_balance'], Number.NaN);
  const heatingBalanceC = Number.isNaN(heating) ? cooling : heating;
  return {
    baseLoadKwh: numberOf(inputs, ['base_load', 'intercept'], 0),
    heatingBalanceC,
    coolingBalanceC: Number.isNaN(cooling) ? heatingBalanceC : cooling,
    heatingSlopeKwh: numberOf(inputs, ['heating_slope'], 0),
    coolingSlopeKwh: numberOf(inputs, ['cooling_slope'], 0),
  };
}

const TEMPERATURES = ['T', 'temperature', 'temperatures', 'T_mean', 'T_hourly'] as const;

function changePointPrediction(inputs: VectorReader): VectorOutputs {
  const { energiesKwh } = changePointEnergy({
    ...changePointModel(inputs),
    temperaturesC: listOf(inputs, ...TEMPERATURES),
  });
  return { energy: energiesKwh.length === 1 ? energiesKwh[0] : energiesKwh, energies: energiesKwh };
}

function bases(inputs: VectorReader): { heatingBaseC: number; coolingBaseC: number } {
  return {
    heatingBaseC: numberOf(inputs, ['base_heating', 'base', 'base_cooling']),
    coolingBaseC: numberOf(inputs, ['base_cooling', 'base', 'base_heating']),
  };
}

function degreeOutputs({ heating, cooling }: { heating: number; cooling: number }): VectorOutputs {
  return { hdd: heating, cdd: cooling };
}

export const energy: VectorAdapter = {
  ...anomaly,
  'energy.specificEnergyConsumption': (inputs) => ({
    sec: specificEnergyConsumption({
      energyKwh: numberOf(inputs, ['energy']),
      output: numberOf(inputs, ['output', 'production']),
    }).value,
  }),
  'energy.lossesPerBarrel': (inputs) => {
    const found = liftingEnergy({
      energyKwh: inKilo(inputs, ['energy']),
      oilBbl: numberOf(inputs, ['oil']),
      waterBbl: numberOf(inputs, ['water'], 0),
    });
    return {
      kwh_per_bbl_oil: found.perBarrelOilKwh,
      kwh_per_bbl_liquid: found.perBarrelLiquidKwh,
    };
  },
  'energy.convert': (inputs) => ({
    value: convertUnit({
      value: inputs.number('value'),
      from: energyUnit(inputs.unit('value')),
      to: energyUnit(inputs.text('to')),
    }).value,
  }),
  'energy.peakDemand.fixedWindow': fixedDemand,
  'energy.peakDemand.slidingWindow': slidingDemand,
  'energy.demandFromEnergyRegister': registerDemand,
  'energy.loadFactor': (inputs) => ({
    load_factor: loadFactor({
      energyKwh: inKilo(inputs, ['energy']),
      peakKw: inKilo(inputs, ['peak']),
      hours: minutesOf(inputs, ['hours']) / (inputs.unit('hours') in MINUTES ? 60 : 1),
    }).value,
  }),
  'energy.timeOfUseCost': timeOfUse,
  'energy.timeOfUseCost.dst': daylightSaving,
  'energy.demandCharge': (inputs) => {
    const { billedKw, cost } = demandCharge({
      peakKw: inKilo(inputs, ['peak']),
      pricePerKw: numberOf(inputs, ['rate', 'demand_charge']),
      contractedKw: numberOf(inputs, ['contracted', 'minimum'], 0),
      ratchetFraction: numberOf(inputs, ['ratchet'], 0),
      earlierPeakKw: numberOf(inputs, ['previous_peak', 'max_past_peak'], 0),
    });
    return { billed: billedKw, billed_kw: billedKw, cost };
  },
  'energy.reactiveCharge': (inputs) => {
    const { billedKvarh, cost } = reactiveCharge({
      activeKwh: numberOf(inputs, ['kwh', 'active']),
      reactiveKvarh: numberOf(inputs, ['kvarh', 'reactive']),
      pricePerKvarh: numberOf(inputs, ['rate']),
      freeRatio: numberOf(inputs, ['free_ratio', 'tan_phi'], 0),
    });
    return { billed: billedKvarh, billed_kvarh: billedKvarh, cost };
  },
  'energy.carbonIntensity': carbon,
  'energy.powerFactor': (inputs) => {
    const { apparentKva, powerFactor } = powerTriangle({
      activeKw: numberOf(inputs, ['P']),
      reactiveKvar: numberOf(inputs, ['Q']),
    });
    return { S: apparentKva, pf: powerFactor };
  },
  'energy.capacitorSizing': (inputs) => ({
    Qc: capacitorForPowerFactor({
      activeKw: numberOf(inputs, ['P']),
      presentPowerFactor: numberOf(inputs, ['pf1']),
      targetPowerFactor: numberOf(inputs, ['pf2']),
    }).value,
  }),
  'energy.threePhasePower': (inputs) => {
    const { activeKw, reactiveKvar, apparentKva } = threePhasePower({
      lineVoltageV: numberOf(inputs, ['V_ll']),
      lineCurrentA: numberOf(inputs, ['I']),
      powerFactor: numberOf(inputs, ['pf'], 1),
    });
    return { P: activeKw, Q: reactiveKvar, S: apparentKva };
  },
  'energy.integratePower': (inputs) => {
    const rows = rowsOf(inputs, 'samples', 'points');
    const { value } = energyOfPower({
      timesS: Float64Array.from(rows, ([time]) => Number(time)),
      powersKw: Float64Array.from(rows, ([, power]) => Number(power)),
      shape: shapeOf(inputs),
    });
    return { energy: value };
  },
  'energy.enb.linearRegression': line,
  'energy.enb.multipleRegression': manyDrivers,
  'energy.enb.polynomialRegression': polynomial,
  'energy.enb.cvRmse': (inputs) => ({ cv_rmse: cvRmse(comparison(inputs)).value }),
  'energy.enb.nmbe': (inputs) => ({ nmbe: nmbe(comparison(inputs)).value }),
  'energy.enb.r2': (inputs) => ({ r2: modelRSquared(comparison(inputs)).value }),
  'energy.enb.changePointPredict': changePointPrediction,
  'energy.savings.fractionalUncertainty': (inputs) => ({
    fsu: fractionalSavingsUncertainty({
      tStatistic: numberOf(inputs, ['t']),
      cvRmse: numberOf(inputs, ['cv_rmse']),
      savingsFraction: numberOf(inputs, ['savings_fraction', 'F']),
      baselineCount: numberOf(inputs, ['n']),
      effectiveBaselineCount: numberOf(inputs, ['n_prime', 'n']),
      reportingCount: numberOf(inputs, ['m']),
    }).value,
  }),
  'energy.cusum': (inputs) => {
    const { differences, sums } = energyCusum({
      actual: listOf(inputs, 'actual', 'observed'),
      expected: listOf(inputs, 'expected', 'predicted'),
    });
    return { difference: differences, cusum: sums };
  },
  'energy.enpi.improvement': (inputs) => {
    const { savings, improvement, ratio } = energyImprovement({
      baseline: numberOf(inputs, ['enb', 'expected', 'baseline']),
      actual: numberOf(inputs, ['actual']),
    });
    return { savings, improvement, enpi_ratio: ratio };
  },
  'energy.degreeDays.mean': (inputs) =>
    degreeOutputs(degreeDaysFromMeans({ ...bases(inputs), meansC: listOf(inputs, 'T_mean', 'T') })),
  'energy.degreeDays.metOffice': (inputs) =>
    degreeOutputs(
      degreeDaysFromExtremes({
        ...bases(inputs),
        lowestC: listOf(inputs, 'T_min'),
        highestC: listOf(inputs, 'T_max'),
      }),
    ),
  'energy.degreeDays.hourly': (inputs) =>
    degreeOutputs(
      degreeDaysFromHours({ ...bases(inputs), temperaturesC: listOf(inputs, 'T_hourly', 'T') }),
    ),
};
