import {
  arpsCumulative,
  arpsDeclineFromRates,
  arpsEurAtRate,
  arpsIntervalVolume,
  arpsNominalDecline,
  arpsRate,
  arpsTimeToRate,
  type ArpsDecline,
} from '../../src/decline/arps.ts';
import {
  convertNominalDecline,
  economicLimitRate,
  nominalFromSecantEffective,
  nominalFromTangentEffective,
  secantEffectiveFromNominal,
  tangentEffectiveFromNominal,
  type DeclinePeriod,
} from '../../src/decline/decline-conventions.ts';
import { duongCumulative, duongEur, duongRate, duongTimeToRate } from '../../src/decline/duong.ts';
import {
  fetkovichDepletionCumulative,
  fetkovichDepletionRate,
  fetkovichDimensionlessRate,
  fetkovichDimensionlessTime,
} from '../../src/decline/fetkovich.ts';
import { fitArps } from '../../src/decline/fit-arps.ts';
import { fitExponentialDecline } from '../../src/decline/fit-exponential.ts';
import {
  modifiedHyperbolicCumulative,
  modifiedHyperbolicEurAtRate,
  modifiedHyperbolicRate,
  modifiedHyperbolicSwitch,
  modifiedHyperbolicTimeToRate,
  type ModifiedHyperbolicDecline,
} from '../../src/decline/modified-hyperbolic.ts';
import {
  stretchedExponentialCumulative,
  stretchedExponentialEur,
  stretchedExponentialRate,
  stretchedExponentialTimeToRate,
} from '../../src/decline/stretched-exponential.ts';
import type { VectorAdapter, VectorFunction, VectorOutputs, VectorReader } from '../adapter.ts';
import { firstOf, listInUnit } from './field-units.ts';

/** Days of a year and of a month in a vector; `days_per_year` decides when it is given. */
function periodDays(inputs: VectorReader, unit: string): number {
  const year = inputs.number('days_per_year', 365.25);
  if (unit.includes('yr') || unit.includes('year')) return year;
  // The worked example of Guo, Lyons and Ghalambor counts 365 days in twelve months.
  if (unit.includes('month')) return inputs.number('days_per_year', 365) / 12;
  return 1;
}

function days(inputs: VectorReader, ...names: readonly string[]): number {
  const name = firstOf(inputs, ...names);
  return inputs.number(name) * periodDays(inputs, inputs.unit(name));
}

function perDay(inputs: VectorReader, ...names: readonly string[]): number {
  const name = firstOf(inputs, ...names);
  return inputs.number(name) / periodDays(inputs, inputs.unit(name));
}

function rateOf(inputs: VectorReader): number {
  return inputs.number(firstOf(inputs, 'q_i', 'qi', 'q1', 'q_1'));
}

/** The limit of a time or a volume, whatever the vector calls it. */
function limitOf(inputs: VectorReader): number {
  return inputs.number(firstOf(inputs, 'q_abandon', 'q_limit', 'q_econ', 'q_ec', 'q'));
}

/** Initial nominal decline per day, from whichever convention the vector gives. */
function initialDecline(inputs: VectorReader, b: number): number {
  const secant = firstOf(inputs, 'D_i_secant_effective', 'D_eff_secant', 'De_secant');
  const tangent = firstOf(inputs, 'D_i_tangent_effective', 'D_eff_tangent', 'De_tangent');
  if (inputs.has(secant)) {
    const nominal = nominalFromSecantEffective({
      secantEffectiveDecline: inputs.number(secant),
      hyperbolicExponent: b,
    });
    return nominal.value / periodDays(inputs, inputs.unit(secant));
  }
  if (inputs.has(tangent)) {
    const nominal = nominalFromTangentEffective(inputs.number(tangent));
    return nominal.value / periodDays(inputs, inputs.unit(tangent));
  }
  return perDay(inputs, 'D_i', 'D', 'D_nominal', 'D_i_nominal', 'Di');
}

function arpsOf(inputs: VectorReader, exponent?: number): ArpsDecline {
  const b = exponent ?? inputs.number('b', 0);
  return {
    initialRatePerDay: rateOf(inputs),
    nominalDeclinePerDay: initialDecline(inputs, b),
    hyperbolicExponent: b,
  };
}

function arpsFunctions(kind: string, b?: number): VectorAdapter {
  const prefix = `decline.${kind}`;
  const eur: VectorFunction = (inputs) => ({
    EUR: arpsEurAtRate({ ...arpsOf(inputs, b), ratePerDay: limitOf(inputs) }).value,
    Np: arpsEurAtRate({ ...arpsOf(inputs, b), ratePerDay: limitOf(inputs) }).value,
  });
  const interval: VectorFunction = (inputs) => {
    const { value } = arpsIntervalVolume({
      ...arpsOf(inputs, b),
      fromDays: days(inputs, 't1', 't_1', 'from'),
      toDays: days(inputs, 't2', 't_2', 'to'),
    });
    return { volume: value, Np: value };
  };
  const fromRates: VectorFunction = (inputs) => {
    const name = firstOf(inputs, 'dt', 't');
    const D = arpsDeclineFromRates({
      initialRatePerDay: rateOf(inputs),
      ratePerDay: inputs.number(firstOf(inputs, 'q2', 'q_2', 'q')),
      timeDays: inputs.number(name),
      hyperbolicExponent: b ?? inputs.number('b', 0),
    }).value;
    return { D, D_i: D, D_nominal: D };
  };
  const cumulative: VectorFunction = (inputs) =>
    inputs.has(firstOf(inputs, 't'))
      ? { Np: arpsCumulative({ ...arpsOf(inputs, b), timeDays: days(inputs, 't') }).value }
      : eur(inputs);
  const instantaneous: VectorFunction = (inputs) => {
    const D = arpsNominalDecline({ ...arpsOf(inputs, b), timeDays: days(inputs, 't') }).value;
    return { D, D_nominal: D };
  };
  const timeToRate: VectorFunction = (inputs) => ({
    t:
      arpsTimeToRate({ ...arpsOf(inputs, b), ratePerDay: limitOf(inputs) }).value /
      periodDays(inputs, declineUnit(inputs)),
  });
  return {
    [`${prefix}.rate`]: (inputs) => ({
      q: arpsRate({ ...arpsOf(inputs, b), timeDays: days(inputs, 't') }).value,
    }),
    [`${prefix}.cumulative`]: cumulative,
    [`${prefix}.cumulativeAtRate`]: eur,
    [`${prefix}.eurAtRate`]: eur,
    [`${prefix}.eur`]: eur,
    [`${prefix}.timeToRate`]: timeToRate,
    [`${prefix}.intervalVolume`]: interval,
    [`${prefix}.nominalFromRates`]: fromRates,
    [`${prefix}.instantaneousDecline`]: instantaneous,
    [`${prefix}.declineAtTime`]: instantaneous,
    [`${prefix}.nominalDecline`]: instantaneous,
  };
}

/** Unit of the initial decline: a time comes out in the period of it. */
function declineUnit(inputs: VectorReader): string {
  const name = ['D_i', 'D', 'D_nominal', 'D_i_nominal', 'Di'].find((name) => inputs.has(name));
  return name === undefined ? '1/d' : inputs.unit(name);
}

function modifiedOf(inputs: VectorReader): ModifiedHyperbolicDecline {
  const tangent = firstOf(inputs, 'D_terminal_tangent_effective', 'D_term_tangent_effective');
  const terminalDeclinePerDay = inputs.has(tangent)
    ? nominalFromTangentEffective(inputs.number(tangent)).value /
      periodDays(inputs, inputs.unit(tangent))
    : perDay(inputs, 'D_terminal', 'D_term', 'D_terminal_nominal', 'D_lim', 'D_min');
  return { ...arpsOf(inputs), terminalDeclinePerDay };
}

const modifiedEur: VectorFunction = (inputs) => ({
  EUR: modifiedHyperbolicEurAtRate({ ...modifiedOf(inputs), ratePerDay: limitOf(inputs) }).value,
});

const duongOf = (inputs: VectorReader) => ({
  firstDayRatePerDay: inputs.number(firstOf(inputs, 'q_1', 'q1', 'q_i')),
  intercept: inputs.number('a'),
  slope: inputs.number('m'),
});

const stretchedOf = (inputs: VectorReader) => ({
  initialRatePerDay: rateOf(inputs),
  characteristicTimeDays: days(inputs, 'tau'),
  stretchExponent: inputs.number('n'),
});

const optionalLimit = (inputs: VectorReader): { readonly ratePerDay?: number } =>
  ['q_abandon', 'q_limit', 'q_econ'].some((name) => inputs.has(name))
    ? { ratePerDay: limitOf(inputs) }
    : {};

function fitOutputs(inputs: VectorReader): VectorOutputs {
  const objective = inputs.text('objective', '');
  const least = objective.includes('sum of squared');
  const fit = fitArps({
    timesDays: listInUnit(inputs, 't', 'd'),
    ratesPerDay: listInUnit(inputs, 'q', inputs.unit('q')),
    residual:
      objective.includes('rate residual') && !objective.includes('log') ? 'rate' : 'logRate',
    loss: least ? 'squares' : 'bisquare',
    // "0<=b<=2" in the words of the objective.
    maxExponent: Number(/b\s*<=\s*([\d.]+)/.exec(objective)?.[1] ?? 2),
  });
  return {
    q_i: fit.initialRatePerDay,
    D_i: fit.nominalDeclinePerDay,
    D: fit.nominalDeclinePerDay,
    b: fit.hyperbolicExponent,
    objective: fit.objective,
  };
}

function fitExponentialOutputs(inputs: VectorReader): VectorOutputs {
  const fit = fitExponentialDecline({
    timesDays: listInUnit(inputs, 't', 'd'),
    ratesPerDay: listInUnit(inputs, 'q', inputs.unit('q')),
  });
  const D = fit.nominalDeclinePerDay;
  return { q_i: fit.initialRatePerDay, D, D_i: D, R2: fit.rSquared, r2: fit.rSquared };
}

const PERIODS: Readonly<Record<string, DeclinePeriod>> = {
  '1/d': 'day',
  '1/day': 'day',
  '1/week': 'week',
  '1/month': 'month',
  '1/quarter': 'quarter',
  '1/yr': 'year',
  '1/year': 'year',
};

const stemOf = (inputs: VectorReader) => ({
  hyperbolicExponent: inputs.number('b'),
  dimensionlessTime: inputs.number('t_Dd'),
});

const fetkovichFunctions: VectorAdapter = {
  'decline.fetkovich.dimensionlessTime': (inputs) => ({
    t_Dd: fetkovichDimensionlessTime({
      permeabilityMd: inputs.number('k'),
      porosity: inputs.number('porosity'),
      oilViscosityCp: inputs.number('mu'),
      totalCompressibilityPerPsi: inputs.number('ct'),
      wellboreRadiusFt: inputs.number('r_w'),
      drainageRadiusFt: inputs.number('r_e'),
      skin: inputs.number('skin', 0),
      timeDays: days(inputs, 't'),
    }).value,
  }),
  'decline.fetkovich.dimensionlessRate': (inputs) => ({
    q_Dd: fetkovichDimensionlessRate({
      rateStbd: inputs.number('q'),
      oilViscosityCp: inputs.number('mu'),
      oilFvf: inputs.number('B'),
      permeabilityMd: inputs.number('k'),
      thicknessFt: inputs.number('h'),
      drawdownPsi: inputs.has('dp')
        ? inputs.number('dp')
        : inputs.number('p_i') - inputs.number('p_wf'),
      wellboreRadiusFt: inputs.number('r_w'),
      drainageRadiusFt: inputs.number('r_e'),
      skin: inputs.number('skin', 0),
    }).value,
  }),
  'decline.fetkovich.depletionStem': (inputs) => ({
    q_Dd: fetkovichDepletionRate(stemOf(inputs)).value,
    Q_Dd: fetkovichDepletionCumulative(stemOf(inputs)).value,
  }),
  'decline.fetkovich.depletionCumulative': (inputs) => ({
    Q_Dd: fetkovichDepletionCumulative(stemOf(inputs)).value,
  }),
};

const conventionFunctions: VectorAdapter = {
  'decline.nominalFromSecantEffective': (inputs) => ({
    D_nominal: nominalFromSecantEffective({
      secantEffectiveDecline: inputs.number('D_eff_secant'),
      hyperbolicExponent: inputs.number('b', 0),
    }).value,
  }),
  'decline.nominalFromTangentEffective': (inputs) => ({
    D_nominal: nominalFromTangentEffective(inputs.number('D_eff_tangent')).value,
  }),
  'decline.secantEffectiveFromNominal': (inputs) => ({
    D_eff_secant: secantEffectiveFromNominal({
      nominalDecline: inputs.number('D_nominal'),
      hyperbolicExponent: inputs.number('b', 0),
    }).value,
  }),
  'decline.tangentEffectiveFromNominal': (inputs) => ({
    D_eff_tangent: tangentEffectiveFromNominal(inputs.number('D_nominal')).value,
  }),
  'decline.convertNominalTimeUnit': (inputs) => ({
    D_nominal: convertNominalDecline({
      nominalDecline: inputs.number('D_nominal'),
      from: PERIODS[inputs.unit('D_nominal')] ?? 'year',
      to: PERIODS[inputs.text('to')] ?? 'day',
    }).value,
  }),
  'decline.economicLimit': (inputs) => ({
    q: economicLimitRate({
      fixedCostPerMonth: inputs.number(firstOf(inputs, 'fixed_cost', 'opex')),
      pricePerVolume: inputs.number('price'),
      variableCostPerVolume: inputs.number('variable_cost', 0),
      netRevenueInterest: inputs.number('nri', 1),
      taxFraction: inputs.number('tax', 0),
    }).value,
  }),
};

export const decline: VectorAdapter = {
  ...arpsFunctions('exponential', 0),
  ...arpsFunctions('hyperbolic'),
  ...arpsFunctions('harmonic', 1),
  ...conventionFunctions,
  ...fetkovichFunctions,
  'decline.modifiedHyperbolic.switch': (inputs) => {
    const found = modifiedHyperbolicSwitch(modifiedOf(inputs));
    return {
      t_switch: found.timeDays,
      q_switch: found.ratePerDay,
      Np_switch: found.cumulative,
    };
  },
  'decline.modifiedHyperbolic.rate': (inputs) => ({
    q: modifiedHyperbolicRate({ ...modifiedOf(inputs), timeDays: days(inputs, 't') }).value,
  }),
  'decline.modifiedHyperbolic.cumulative': (inputs) => ({
    Np: modifiedHyperbolicCumulative({ ...modifiedOf(inputs), timeDays: days(inputs, 't') }).value,
  }),
  'decline.modifiedHyperbolic.timeToRate': (inputs) => ({
    t: modifiedHyperbolicTimeToRate({ ...modifiedOf(inputs), ratePerDay: limitOf(inputs) }).value,
  }),
  'decline.modifiedHyperbolic.eurAtRate': modifiedEur,
  'decline.modifiedHyperbolic.eur': modifiedEur,
  'decline.duong.rate': (inputs) => ({
    q: duongRate({ ...duongOf(inputs), timeDays: days(inputs, 't') }).value,
  }),
  'decline.duong.cumulative': (inputs) => ({
    Np: duongCumulative({ ...duongOf(inputs), timeDays: days(inputs, 't') }).value,
  }),
  'decline.duong.timeToRate': (inputs) => ({
    t: duongTimeToRate({ ...duongOf(inputs), ratePerDay: limitOf(inputs) }).value,
  }),
  'decline.duong.eur': (inputs) => ({
    EUR: duongEur({ ...duongOf(inputs), ...optionalLimit(inputs) }).value,
  }),
  'decline.stretchedExponential.rate': (inputs) => ({
    q: stretchedExponentialRate({ ...stretchedOf(inputs), timeDays: days(inputs, 't') }).value,
  }),
  'decline.stretchedExponential.cumulative': (inputs) => ({
    Np: stretchedExponentialCumulative({ ...stretchedOf(inputs), timeDays: days(inputs, 't') })
      .value,
  }),
  'decline.stretchedExponential.eur': (inputs) => ({
    EUR: stretchedExponentialEur({ ...stretchedOf(inputs), ...optionalLimit(inputs) }).value,
  }),
  'decline.stretchedExponential.timeToRate': (inputs) => ({
    t: stretchedExponentialTimeToRate({ ...stretchedOf(inputs), ratePerDay: limitOf(inputs) })
      .value,
  }),
  'decline.fitArps': fitOutputs,
  'decline.fitArps.publicData': fitOutputs,
  'decline.fitArps.robust': fitOutputs,
  'decline.fitExponential.logLinear': fitExponentialOutputs,
  'decline.fitExponential': fitExponentialOutputs,
};
