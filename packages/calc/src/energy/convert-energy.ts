import { outOfDomain } from '../evaluate.ts';
import { noQuantity, quantity, type Quantity } from '../quantity.ts';

/** Joules (or watts) in one of each unit. International-table Btu; mechanical horsepower. */
const JOULES = {
  J: 1,
  kJ: 1e3,
  MJ: 1e6,
  GJ: 1e9,
  TJ: 1e12,
  Wh: 3600,
  kWh: 3.6e6,
  MWh: 3.6e9,
  GWh: 3.6e12,
  cal: 4.1868,
  kcal: 4186.8,
  Btu: 1055.05585262,
  kBtu: 1_055_055.85262,
  MMBtu: 1_055_055_852.62,
  therm: 105_505_585.262,
  toe: 41.868e9,
  ktoe: 41.868e12,
  tce: 29.3076e9,
  boe: 6_119_323_945.196,
} as const;
const WATTS = {
  W: 1,
  kW: 1e3,
  MW: 1e6,
  GW: 1e9,
  hp: 745.6998715822702,
  PS: 735.49875,
  'Btu/h': 0.293_071_070_172_222_2,
  'kcal/h': 1.163,
  TR: 3_516.852_842_066_667,
} as const;

/** A unit of energy that convertEnergy knows. */
export type EnergyUnit = keyof typeof JOULES;
/** A unit of power that convertEnergy knows. */
export type PowerUnit = keyof typeof WATTS;

/**
 * Converts an energy to another unit of energy, or a power to another unit of power.
 *
 * @param amount - value in the unit `from`; an energy cannot become a power (OUT_OF_DOMAIN)
 *
 * Convention: Btu of the International Table (1055.05585262 J), toe 41.868 GJ, boe 5.8 MMBtu,
 * mechanical horsepower (550 ft·lbf/s; PS is the metric one), ton of refrigeration TR 12000 Btu/h.
 * Source: NIST SP 811 (2008), appendix B; IEA unit definitions.
 */
export function convertEnergy(amount: {
  readonly value: number;
  readonly from: EnergyUnit | PowerUnit;
  readonly to: EnergyUnit | PowerUnit;
}): Quantity {
  const { value, from, to } = amount;
  for (const table of [JOULES, WATTS] as readonly Readonly<Record<string, number>>[]) {
    if (!Object.hasOwn(table, from) || !Object.hasOwn(table, to)) continue;
    if (Number.isFinite(value)) return quantity(value * (table[from]! / table[to]!));
    return noQuantity([{ code: 'NOT_FINITE', parameter: 'value', message: `value is ${value}` }]);
  }
  return noQuantity([outOfDomain('to', `expected a unit of the kind of ${from}, got ${to}`)]);
}
