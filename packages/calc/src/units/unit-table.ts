/** Prefixes of symbols with a star. */
const SI_PREFIXES: Readonly<Record<string, number>> = {
  u: 1e-6,
  m: 1e-3,
  c: 0.01,
  h: 100,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
};

/** Prefixes that a definition allows by the mark behind its symbol. */
export const PREFIXES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '*': SI_PREFIXES,
  "'": { M: 1e3, MM: 1e6 },
};

/**
 * The units of a dimension in a line. `m` is a base unit, `% 0.01` a number, `in 0.0254 m` a number of
 * other units, `degC 1 K 273.15` one whose zero lies so far below, in itself, or at the stated
 * atmosphere; a star lets a unit have SI prefixes, an apostrophe those of the oilfield. Products,
 * quotients and powers (`STB/d/psi`, `Pa.s`, `lb/ft3`) need no entry.
 *
 * Source: NIST SP 811 (2008), appendix B; inch, pound, gallon, barrel, Btu and atmosphere are exact.
 * Conventions: US gallon, International Table Btu, horsepower of 550 ft·lbf/s, year of 365.25 days,
 * calorie of 4.184 J; M is a thousand and MM a million before bbl, STB, scf and Btu; a standard cubic
 * foot or barrel converts as a volume, at its own standard conditions.
 */
export const UNIT_TABLE: readonly string[] = [
  // dimensionless
  '1 1,fraction 1,pu 1,% 0.01,percent 0.01,ppm 1e-6',
  // length
  'm*,in 0.0254 m,ft 12 in,kft 1e3 ft,yd 3 ft,mi 5280 ft,mile 1 mi,mil 1e-3 in,1/64in 0.015625 in,64ths 1 1/64in',
  // area
  'acre 43560 ft2,ha 1e4 m2',
  // permeability
  'D* 1 cm2.cP/s/atm,darcy 1 D,md 1 mD',
  // volume
  "L* 1e-3 m3,l 1 L,gal 231 in3,bbl' 42 gal,STB' 1 bbl,stb 1 bbl,rb 1 bbl,cf 1 ft3,scf' 1 ft3,Bscf 1e9 ft3,Tscf 1e12 ft3,Sm3 1 m3",
  // mass
  'kg,g* 1e-3 kg,t* 1e3 kg,tonne 1 t,lb 0.45359237 kg,lbm 1 lb,klb 1e3 lb,oz 0.0625 lb,shortTon 2000 lb,longTon 2240 lb,slug 1 lbf.s2/ft',
  // time
  's*,min 60 s,h 60 min,hr 1 h,d 24 h,day 1 d,wk 7 d,yr 365.25 d,year 1 yr',
  // temperature
  'K,degR 0.5555555555555556 K,degC 1 K 273.15,degF 1 degR 459.67',
  // pressure
  'Pa* 1 N/m2,bar* 1e5 Pa,bara 1 bar,psi 1 lbf/in2,psia 1 psi,ksi 1e3 psi,Mpsi 1e6 psi,atm 101325 Pa,mmHg 133.322387415 Pa,inHg 25.4 mmHg,inH2O 249.08891 Pa,mH2O 9806.65 Pa,psig 1 psi atmosphere,barg 1 bar atmosphere,kPag 1 kPa atmosphere',
  // force
  'N* 1 kg.m/s2,daN 10 N,dyn 1e-5 N,kgf 9.80665 N,tf 1e3 kgf,lbf 9.80665 lb.m/s2,klbf 1e3 lbf',
  // energy
  "J* 1 kg.m2/s2,Wh* 1 W.h,Btu' 1055.05585262 J,kBtu 1e3 Btu,therm 1e5 Btu,cal* 4.184 J,calIT* 4.1868 J,erg 1e-7 J,toe* 4.1868e10 J,tce 2.93076e10 J,boe 5.8 MMBtu,ft.lbf 1.3558179483314004 J",
  // power
  'W* 1 J/s,hp 550 ft.lbf/s,HP 1 hp,hpMetric 735.49875 W,PS 1 hpMetric,TR 12e3 Btu/h',
  // torque
  'N.m 1 J/rad,daN.m 10 N.m,kN.m 1e3 N.m,ft.lbf 1.3558179483314004 N.m,lbf.ft 1.3558179483314004 N.m,ft.lb 1 lbf.ft,lb.ft 1 lbf.ft,kft.lbf 1e3 lbf.ft,in.lbf 0.1129848290276167 N.m,lbf.in 1 in.lbf,kgf.m 9.80665 N.m',
  // angle
  'rad*,deg 0.017453292519943295 rad,rev 360 deg,grad 0.9 deg,arcmin 1 deg/60',
  // rotation
  'Hz* 1 rev/s,rpm 1 rev/min,spm 1 rpm',
  // velocity
  'mph 1 mi/h,knot 1852 m/h',
  // acceleration
  'g0 9.80665 m/s2',
  // volume rate
  "gpm 1 gal/min,cfm 1 ft3/min,bpd 1 bbl/d,bpm 1 bbl/min,scfd' 1 scf/d",
  // density
  'ppg 1 lb/gal,pcf 1 lb/ft3',
  // linear mass
  'ppf 1 lb/ft',
  // viscosity
  'P* 0.1 Pa.s,cp 1 cP',
  // kinematic viscosity
  'St* 1 cm2/s',
  // current
  'A*',
  // voltage
  'V* 1 W/A',
  // resistance
  'ohm* 1 V/A',
  // reactive power
  'var*',
  // reactive energy
  'varh* 1 var.h',
  // apparent power
  'VA*',
  // apparent energy
  'VAh* 1 VA.h',
  // carbon mass
  'kgCO2e,gCO2e 1e-3 kgCO2e,tCO2e 1e3 kgCO2e,lbCO2e 0.45359237 kgCO2e',
];
