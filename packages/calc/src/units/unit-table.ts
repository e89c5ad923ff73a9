/** A kind of quantity and its units. The first of them tells what it is made of. */
export interface UnitGroup {
  readonly dimension: string;
  /**
   * Definitions separated by commas: `m` is a base unit, `% 0.01` a number, `ft 0.3048 m` a number of
   * other units. Symbols are case-sensitive.
   */
  readonly units?: string;
  /** Usual compositions, separated by spaces: they are listed, their factors follow from their parts. */
  readonly usual?: string;
}

/** A unit whose zero is not the zero of its dimension. */
export interface ShiftedUnit {
  /** The unit that it counts in. */
  readonly unit: string;
  /** What is added to a value first, in that unit; absent where it is the stated atmosphere. */
  readonly shift?: number;
}

/** Units with their own zero: two scales of temperature, and pressures against the atmosphere. */
export const SHIFTED_UNITS: Readonly<Record<string, ShiftedUnit>> = {
  degC: { unit: 'K', shift: 273.15 },
  degF: { unit: 'degR', shift: 459.67 },
  psig: { unit: 'psi' },
  barg: { unit: 'bar' },
  kPag: { unit: 'kPa' },
};

/**
 * Units by dimension. Products, quotients and powers of them (`STB/d/psi`, `Pa.s`, `lb/ft3`) need no
 * entry; a group without units gives such a composition its name.
 *
 * Source: NIST SP 811 (2008), appendix B; inch, pound, gallon, barrel, Btu and atmosphere are exact.
 * Conventions: US gallon, International Table Btu, horsepower of 550 ft·lbf/s, year of 365.25 days,
 * calorie of 4.184 J; M is a thousand and MM a million before bbl, STB, scf and Btu; a standard cubic
 * foot or barrel converts as a volume, at its own standard conditions.
 */
export const UNIT_GROUPS: readonly UnitGroup[] = [
  { dimension: 'dimensionless', units: '1 1, fraction 1, pu 1, % 0.01, percent 0.01, ppm 1e-6' },
  { dimension: 'gas-oil ratio', usual: 'scf/STB scf/bbl Mscf/STB m3/m3 Sm3/Sm3' },
  {
    dimension: 'length',
    units:
      'm, km 1e3 m, cm 0.01 m, mm 1e-3 m, um 1e-6 m, in 0.0254 m, ft 12 in, kft 1e3 ft, yd 3 ft, ' +
      'mi 5280 ft, mile 5280 ft, mil 1e-3 in, 1/64in 0.015625 in, 64ths 0.015625 in',
  },
  {
    dimension: 'area',
    units: 'acre 43560 ft2, ha 1e4 m2',
    usual: 'm2 ft2 in2 cm2 mm2 km2',
  },
  {
    dimension: 'permeability',
    units: 'D 1 cm2.cP/s/atm, darcy 1 D, mD 1e-3 D, md 1e-3 D',
  },
  {
    dimension: 'volume',
    units:
      'L 1e-3 m3, l 1 L, mL 1e-3 L, gal 231 in3, bbl 42 gal, STB 1 bbl, stb 1 bbl, rb 1 bbl, ' +
      'Mbbl 1e3 bbl, MSTB 1e3 bbl, MMbbl 1e6 bbl, MMSTB 1e6 bbl, cf 1 ft3, scf 1 ft3, ' +
      'Mscf 1e3 ft3, MMscf 1e6 ft3, Bscf 1e9 ft3, Tscf 1e12 ft3, Sm3 1 m3',
    usual: 'm3 ft3 in3 cm3 acre.ft',
  },
  {
    dimension: 'mass',
    units:
      'kg, g 1e-3 kg, mg 1e-6 kg, t 1e3 kg, tonne 1e3 kg, lb 0.45359237 kg, lbm 1 lb, klb 1e3 lb, ' +
      'oz 0.0625 lb, shortTon 2000 lb, longTon 2240 lb, slug 1 lbf.s2/ft',
  },
  {
    dimension: 'time',
    units:
      's, ms 1e-3 s, us 1e-6 s, min 60 s, h 60 min, hr 1 h, d 24 h, day 1 d, wk 7 d, yr 365.25 d, year 1 yr',
  },
  { dimension: 'temperature', units: 'K, degR 0.5555555555555556 K' },
  {
    dimension: 'pressure',
    units:
      'Pa 1 N/m2, hPa 100 Pa, kPa 1e3 Pa, MPa 1e6 Pa, GPa 1e9 Pa, mPa 1e-3 Pa, bar 1e5 Pa, bara 1 bar, ' +
      'mbar 100 Pa, psi 1 lbf/in2, psia 1 psi, ksi 1e3 psi, Mpsi 1e6 psi, atm 101325 Pa, ' +
      'mmHg 133.322387415 Pa, inHg 25.4 mmHg, inH2O 249.08891 Pa, mH2O 9806.65 Pa',
    usual: 'kgf/cm2 lbf/in2 lbf/100ft2 N/mm2',
  },
  {
    dimension: 'force',
    units:
      'N 1 kg.m/s2, mN 1e-3 N, daN 10 N, kN 1e3 N, MN 1e6 N, dyn 1e-5 N, kgf 9.80665 N, tf 1e3 kgf, ' +
      'lbf 9.80665 lb.m/s2, klbf 1e3 lbf',
  },
  {
    dimension: 'energy',
    units:
      'J 1 kg.m2/s2, kJ 1e3 J, MJ 1e6 J, GJ 1e9 J, TJ 1e12 J, Wh 1 W.h, kWh 1e3 Wh, MWh 1e6 Wh, GWh 1e9 Wh, ' +
      'Btu 1055.05585262 J, MBtu 1e3 Btu, MMBtu 1e6 Btu, therm 1e5 Btu, cal 4.184 J, kcal 1e3 cal, ' +
      'erg 1e-7 J, toe 4.1868e10 J, ft.lbf 1.3558179483314004 J',
    usual: 'hp.h',
  },
  {
    dimension: 'power',
    units:
      'W 1 J/s, kW 1e3 W, MW 1e6 W, GW 1e9 W, mW 1e-3 W, hp 745.6998715822702 W, HP 1 hp, hpMetric 735.49875 W',
    usual: 'Btu/h kcal/h',
  },
  {
    dimension: 'torque',
    units:
      'N.m 1 J/rad, daN.m 10 N.m, kN.m 1e3 N.m, ft.lbf 1.3558179483314004 N.m, ' +
      'lbf.ft 1.3558179483314004 N.m, ft.lb 1 lbf.ft, lb.ft 1 lbf.ft, kft.lbf 1e3 lbf.ft, ' +
      'in.lbf 0.1129848290276167 N.m, lbf.in 1 in.lbf, kgf.m 9.80665 N.m',
  },
  {
    dimension: 'angle',
    units:
      'rad, mrad 1e-3 rad, rev 6.283185307179586 rad, deg 0.017453292519943295 rad, grad 0.9 deg, arcmin 1 deg/60',
  },
  {
    dimension: 'rotation',
    units: 'Hz 1 rev/s, kHz 1e3 Hz, rpm 1 rev/min, spm 1 rpm',
    usual: 'rad/s',
  },
  { dimension: 'dogleg severity', usual: 'deg/100ft deg/30m deg/10m rad/m' },
  {
    dimension: 'velocity',
    units: 'mph 1 mi/h, knot 1852 m/h',
    usual: 'm/s ft/s ft/min ft/h m/h km/h m/min',
  },
  { dimension: 'acceleration', units: 'g0 9.80665 m/s2', usual: 'm/s2 ft/s2' },
  {
    dimension: 'volume rate',
    units:
      'gpm 1 gal/min, cfm 1 ft3/min, bpd 1 bbl/d, bpm 1 bbl/min, scfd 1 scf/d, Mscfd 1 Mscf/d, MMscfd 1 MMscf/d',
    usual:
      'm3/s m3/h m3/d L/s L/min STB/d bbl/d bbl/h bbl/min gal/min scf/d Mscf/d MMscf/d scf/h ft3/min ft3/s Sm3/d',
  },
  { dimension: 'mass rate', usual: 'kg/s kg/h t/h t/d lb/s lb/h' },
  {
    dimension: 'density',
    units: 'ppg 1 lb/gal, pcf 1 lb/ft3',
    usual: 'kg/m3 g/cm3 g/mL kg/L lb/ft3 lb/gal lb/bbl',
  },
  { dimension: 'linear mass', units: 'ppf 1 lb/ft', usual: 'kg/m lb/ft' },
  {
    dimension: 'viscosity',
    units: 'P 0.1 Pa.s, cP 1e-3 Pa.s, cp 1 cP',
    usual: 'Pa.s mPa.s lb/ft/s',
  },
  { dimension: 'kinematic viscosity', units: 'St 1 cm2/s, cSt 1 mm2/s', usual: 'm2/s mm2/s ft2/s' },
  { dimension: 'surface tension', usual: 'N/m mN/m dyn/cm' },
  { dimension: 'compressibility', usual: '1/psi 1/kPa 1/Pa 1/bar 1/MPa' },
  { dimension: 'pressure gradient', usual: 'Pa/m kPa/m bar/m psi/ft psi/100ft' },
  { dimension: 'temperature gradient', usual: 'K/m degC/km degC/100m degF/100ft degF/ft' },
  {
    dimension: 'productivity index',
    usual: 'STB/d/psi bbl/d/psi m3/d/kPa m3/d/bar m3/s/Pa Mscf/d/psi',
  },
  { dimension: 'specific energy', usual: 'J/kg kJ/kg kWh/t kWh/kg Btu/lb' },
  { dimension: 'current', units: 'A, mA 1e-3 A, kA 1e3 A' },
  { dimension: 'voltage', units: 'V 1 W/A, mV 1e-3 V, kV 1e3 V' },
  { dimension: 'resistance', units: 'ohm 1 V/A, kohm 1e3 ohm, Mohm 1e6 ohm' },
  { dimension: 'reactive power', units: 'var, kvar 1e3 var, Mvar 1e6 var' },
  { dimension: 'reactive energy', units: 'varh 1 var.h, kvarh 1e3 varh, Mvarh 1e6 varh' },
  { dimension: 'apparent power', units: 'VA, kVA 1e3 VA, MVA 1e6 VA' },
  { dimension: 'apparent energy', units: 'VAh 1 VA.h, kVAh 1e3 VAh, MVAh 1e6 VAh' },
  {
    dimension: 'carbon mass',
    units: 'kgCO2e, gCO2e 1e-3 kgCO2e, tCO2e 1e3 kgCO2e, lbCO2e 0.45359237 kgCO2e',
  },
  {
    dimension: 'carbon intensity of energy',
    usual: 'kgCO2e/kWh gCO2e/kWh tCO2e/MWh kgCO2e/GJ kgCO2e/MMBtu',
  },
];
