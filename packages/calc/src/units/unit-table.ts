/** A kind of quantity, its coherent SI unit in base units, and its units with their factors to it. */
export interface UnitGroup {
  readonly dimension: string;
  /** Expression in the base units kg, m, s, K, A, rad, var, VA and kgCO2e. */
  readonly base: string;
  /** Coherent units in one of each; symbols are case-sensitive. */
  readonly units: Readonly<Record<string, number>>;
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
  MPag: { unit: 'MPa' },
};

const FT = 0.3048;
const LB = 0.45359237;
const LBF = 4.4482216152605;
const PSI = 6894.757293168361;
const BBL = 0.158987294928;
const GAL = 0.003785411784;
const CF = 0.028316846592;
const BTU = 1055.05585262;
const DAY = 86_400;
const TURN = 6.283185307179586;

/**
 * Units by dimension. Products, quotients and powers of them (`STB/d/psi`, `Pa.s`, `lb/ft3`) need no
 * entry; a group without units gives such a composition its name.
 *
 * Source: NIST SP 811 (2008), appendix B; barrel, gallon, inch, pound and pound-force are exact.
 * Conventions: US gallon, International Table Btu, horsepower of 550 ft·lbf/s, year of 365.25 days,
 * calorie of 4.184 J, short ton as `shortTon`; M is a thousand and MM a million before bbl, STB,
 * scf, Btu; a standard cubic foot or barrel converts as a volume, at its own standard conditions.
 */
export const UNIT_GROUPS: readonly UnitGroup[] = [
  {
    dimension: 'dimensionless',
    base: '',
    units: { '1': 1, fraction: 1, pu: 1, '%': 0.01, percent: 0.01, ppm: 1e-6 },
  },
  {
    dimension: 'length',
    base: 'm',
    units: {
      m: 1,
      km: 1e3,
      cm: 0.01,
      mm: 1e-3,
      um: 1e-6,
      in: 0.0254,
      ft: FT,
      kft: 1e3 * FT,
      yd: 0.9144,
      mi: 1609.344,
      mile: 1609.344,
      mil: 2.54e-5,
      '1/64in': 0.000396875,
      '64ths': 0.000396875,
    },
  },
  { dimension: 'area', base: 'm2', units: { acre: 4046.8564224, ha: 1e4 } },
  {
    dimension: 'permeability',
    base: 'm2',
    units: { D: 1e-7 / 101_325, darcy: 1e-7 / 101_325, mD: 1e-10 / 101_325, md: 1e-10 / 101_325 },
  },
  {
    dimension: 'volume',
    base: 'm3',
    units: {
      L: 1e-3,
      l: 1e-3,
      mL: 1e-6,
      bbl: BBL,
      STB: BBL,
      stb: BBL,
      rb: BBL,
      Mbbl: 1e3 * BBL,
      MSTB: 1e3 * BBL,
      MMbbl: 1e6 * BBL,
      MMSTB: 1e6 * BBL,
      gal: GAL,
      cf: CF,
      scf: CF,
      Mscf: 1e3 * CF,
      MMscf: 1e6 * CF,
      Bscf: 1e9 * CF,
      Tscf: 1e12 * CF,
      Sm3: 1,
      sm3: 1,
    },
  },
  {
    dimension: 'mass',
    base: 'kg',
    units: {
      kg: 1,
      g: 1e-3,
      mg: 1e-6,
      t: 1e3,
      tonne: 1e3,
      lb: LB,
      lbm: LB,
      klb: 1e3 * LB,
      oz: LB / 16,
      shortTon: 2e3 * LB,
      longTon: 2240 * LB,
      slug: LBF / FT,
    },
  },
  {
    dimension: 'time',
    base: 's',
    units: {
      s: 1,
      ms: 1e-3,
      us: 1e-6,
      min: 60,
      h: 3600,
      hr: 3600,
      d: DAY,
      day: DAY,
      wk: 7 * DAY,
      yr: 365.25 * DAY,
      year: 365.25 * DAY,
    },
  },
  { dimension: 'temperature', base: 'K', units: { K: 1, degR: 5 / 9 } },
  {
    dimension: 'pressure',
    base: 'kg/m/s2',
    units: {
      Pa: 1,
      hPa: 100,
      kPa: 1e3,
      MPa: 1e6,
      GPa: 1e9,
      mPa: 1e-3,
      bar: 1e5,
      bara: 1e5,
      mbar: 100,
      psi: PSI,
      psia: PSI,
      ksi: 1e3 * PSI,
      Mpsi: 1e6 * PSI,
      atm: 101_325,
      mmHg: 133.322387415,
      Torr: 101_325 / 760,
      inHg: 3386.388640341,
      inH2O: 249.08891,
      mH2O: 9806.65,
      kPaa: 1e3,
      MPaa: 1e6,
    },
  },
  {
    dimension: 'force',
    base: 'kg.m/s2',
    units: {
      N: 1,
      daN: 10,
      kN: 1e3,
      MN: 1e6,
      dyn: 1e-5,
      lbf: LBF,
      klbf: 1e3 * LBF,
      kgf: 9.80665,
      tf: 9806.65,
    },
  },
  {
    dimension: 'energy',
    base: 'kg.m2/s2',
    units: {
      J: 1,
      kJ: 1e3,
      MJ: 1e6,
      GJ: 1e9,
      TJ: 1e12,
      Wh: 3600,
      kWh: 3.6e6,
      MWh: 3.6e9,
      GWh: 3.6e12,
      Btu: BTU,
      MBtu: 1e3 * BTU,
      MMBtu: 1e6 * BTU,
      therm: 1e5 * BTU,
      cal: 4.184,
      kcal: 4184,
      erg: 1e-7,
      toe: 4.1868e10,
      'ft.lbf': FT * LBF,
    },
  },
  {
    dimension: 'power',
    base: 'kg.m2/s3',
    units: {
      W: 1,
      kW: 1e3,
      MW: 1e6,
      GW: 1e9,
      mW: 1e-3,
      hp: 550 * FT * LBF,
      HP: 550 * FT * LBF,
      hpElectric: 746,
      hpMetric: 735.49875,
    },
  },
  {
    dimension: 'torque',
    base: 'kg.m2/s2/rad',
    units: {
      'N.m': 1,
      'daN.m': 10,
      'kN.m': 1e3,
      'ft.lbf': FT * LBF,
      'lbf.ft': FT * LBF,
      'lb.ft': FT * LBF,
      'ft.lb': FT * LBF,
      'kft.lbf': 1e3 * FT * LBF,
      'in.lbf': (FT / 12) * LBF,
      'lbf.in': (FT / 12) * LBF,
      'kgf.m': 9.80665,
    },
  },
  {
    dimension: 'angle',
    base: 'rad',
    units: {
      rad: 1,
      mrad: 1e-3,
      deg: TURN / 360,
      rev: TURN,
      grad: TURN / 400,
      arcmin: TURN / 21_600,
    },
  },
  {
    dimension: 'rotation',
    base: 'rad/s',
    units: { rpm: TURN / 60, spm: TURN / 60, Hz: TURN, kHz: 1e3 * TURN },
  },
  { dimension: 'dogleg severity', base: 'rad/m', units: {} },
  { dimension: 'velocity', base: 'm/s', units: { mph: 1609.344 / 3600, knot: 1852 / 3600 } },
  { dimension: 'acceleration', base: 'm/s2', units: { g0: 9.80665 } },
  {
    dimension: 'volume rate',
    base: 'm3/s',
    units: {
      gpm: GAL / 60,
      cfm: CF / 60,
      bpd: BBL / DAY,
      bpm: BBL / 60,
      scfd: CF / DAY,
      Mscfd: (1e3 * CF) / DAY,
      MMscfd: (1e6 * CF) / DAY,
    },
  },
  { dimension: 'mass rate', base: 'kg/s', units: {} },
  { dimension: 'density', base: 'kg/m3', units: { ppg: LB / GAL, pcf: LB / CF } },
  { dimension: 'linear mass', base: 'kg/m', units: { ppf: LB / FT } },
  { dimension: 'viscosity', base: 'kg/m/s', units: { P: 0.1, cP: 1e-3, cp: 1e-3 } },
  { dimension: 'kinematic viscosity', base: 'm2/s', units: { St: 1e-4, cSt: 1e-6 } },
  { dimension: 'surface tension', base: 'kg/s2', units: {} },
  { dimension: 'compressibility', base: 'm.s2/kg', units: {} },
  { dimension: 'pressure gradient', base: 'kg/m2/s2', units: {} },
  { dimension: 'temperature gradient', base: 'K/m', units: {} },
  { dimension: 'productivity index', base: 'm4.s/kg', units: {} },
  { dimension: 'specific energy', base: 'm2/s2', units: {} },
  { dimension: 'current', base: 'A', units: { A: 1, mA: 1e-3, kA: 1e3 } },
  { dimension: 'voltage', base: 'kg.m2/s3/A', units: { V: 1, mV: 1e-3, kV: 1e3 } },
  { dimension: 'resistance', base: 'kg.m2/s3/A2', units: { ohm: 1, kohm: 1e3, Mohm: 1e6 } },
  { dimension: 'reactive power', base: 'var', units: { var: 1, kvar: 1e3, Mvar: 1e6 } },
  {
    dimension: 'reactive energy',
    base: 'var.s',
    units: { varh: 3600, kvarh: 3.6e6, Mvarh: 3.6e9 },
  },
  { dimension: 'apparent power', base: 'VA', units: { VA: 1, kVA: 1e3, MVA: 1e6 } },
  { dimension: 'apparent energy', base: 'VA.s', units: { VAh: 3600, kVAh: 3.6e6, MVAh: 3.6e9 } },
  {
    dimension: 'carbon mass',
    base: 'kgCO2e',
    units: { kgCO2e: 1, gCO2e: 1e-3, tCO2e: 1e3, lbCO2e: LB },
  },
  { dimension: 'carbon intensity of energy', base: 'kgCO2e.s2/kg/m2', units: {} },
];
