/** Kinds of machine, and what each tells beside its power. */
type MachineType = 'compressor' | 'hvac' | 'motor' | 'pump' | 'injection_molding';

/** A machine of the factories. */
export interface Machine {
  readonly site: 'demo' | 'europe';
  /** Unique within the site. */
  readonly name: string;
  readonly label: string;
  readonly topic: string;
  readonly type: MachineType;
  readonly publishIntervalMs: number;
  /** Part of the replayed plant's load that this machine takes. */
  readonly loadShare: number;
}

/** A measured value of a machine's process. */
interface ProcessValue {
  /** Key in the payload. */
  readonly key: string;
  /** Last part of the tag's name. */
  readonly tag: string;
  readonly label: string;
  readonly unit: string;
  readonly atRest: number;
  readonly atFullLoad: number;
  /** Standard deviation of the noise. */
  readonly noise: number;
  /** Seconds that the value takes to follow the load. */
  readonly lagSeconds: number;
  readonly range: { readonly low: number; readonly high: number };
}

/** A counter of a machine. */
interface ProcessCounter {
  readonly key: string;
  readonly tag: string;
  readonly label: string;
  readonly unit: string;
  readonly perMinuteAtFullLoad: number;
}

/** States of a machine, as the payload names them. */
export const MACHINE_STATES = ['Off', 'Idle', 'Running'] as const;

/** Power of the replayed plant at which a machine with all of its share is fully loaded, kW. */
const PLANT_FULL_LOAD_KW = 500;

/** The machines of both factories. Those that report every 10 or 30 s in the field do so every 2 and 5 s here. */
export const MACHINES: readonly Machine[] = [
  machine('demo', 'compressor-1', 'Compressor-1', 'compressor', 1_000, 0.22),
  machine('demo', 'hvac-main', 'HVAC-Main', 'hvac', 2_000, 0.18),
  machine('demo', 'conveyor-a', 'Conveyor-A', 'motor', 2_000, 0.1),
  machine('demo', 'hydraulic-pump-1', 'Hydraulic-Pump-1', 'pump', 5_000, 0.16),
  machine('demo', 'injection-molding-1', 'Injection-Molding-1', 'injection_molding', 5_000, 0.34),
  machine('europe', 'compressor-1', 'Compressor-EU-1', 'compressor', 1_000, 0.55),
  machine('europe', 'hvac-north', 'HVAC-EU-North', 'hvac', 2_000, 0.45),
];

const TEMPERATURE = { key: 'temperature_c', tag: 'temperature', unit: '°C' };
const PRESSURE = { key: 'pressure_bar', tag: 'pressure', unit: 'bar' };

/** Measured values of each kind of machine. */
export const PROCESS_VALUES: Readonly<Record<MachineType, readonly ProcessValue[]>> = {
  compressor: [
    {
      ...PRESSURE,
      label: 'Discharge pressure',
      atRest: 7.6,
      atFullLoad: 6.4,
      noise: 0.02,
      lagSeconds: 5,
      range: { low: 0, high: 12 },
    },
    {
      ...TEMPERATURE,
      label: 'Discharge temperature',
      atRest: 48,
      atFullLoad: 96,
      noise: 0.15,
      lagSeconds: 40,
      range: { low: 0, high: 150 },
    },
  ],
  hvac: [
    {
      ...TEMPERATURE,
      label: 'Supply air temperature',
      atRest: 22,
      atFullLoad: 13,
      noise: 0.05,
      lagSeconds: 30,
      range: { low: -10, high: 50 },
    },
  ],
  motor: [
    {
      ...TEMPERATURE,
      label: 'Winding temperature',
      atRest: 32,
      atFullLoad: 88,
      noise: 0.1,
      lagSeconds: 60,
      range: { low: 0, high: 155 },
    },
  ],
  pump: [
    {
      ...PRESSURE,
      label: 'Hydraulic pressure',
      atRest: 25,
      atFullLoad: 210,
      noise: 0.8,
      lagSeconds: 2,
      range: { low: 0, high: 315 },
    },
    {
      ...TEMPERATURE,
      label: 'Oil temperature',
      atRest: 34,
      atFullLoad: 62,
      noise: 0.08,
      lagSeconds: 60,
      range: { low: 0, high: 100 },
    },
  ],
  injection_molding: [
    {
      ...TEMPERATURE,
      label: 'Melt temperature',
      atRest: 205,
      atFullLoad: 236,
      noise: 0.3,
      lagSeconds: 30,
      range: { low: 0, high: 350 },
    },
  ],
};

/** Counters of each kind of machine. */
export const PROCESS_COUNTERS: Readonly<Record<MachineType, readonly ProcessCounter[]>> = {
  compressor: [],
  hvac: [],
  motor: [
    {
      key: 'production_count',
      tag: 'production-count',
      label: 'Pieces carried',
      unit: 'pcs',
      perMinuteAtFullLoad: 90,
    },
  ],
  pump: [],
  injection_molding: [
    {
      key: 'production_count',
      tag: 'production-count',
      label: 'Parts moulded',
      unit: 'pcs',
      perMinuteAtFullLoad: 36,
    },
  ],
};

/** Power of a machine at full load, kW. */
export function ratedPower(machine: Machine): number {
  return machine.loadShare * PLANT_FULL_LOAD_KW;
}

function machine(
  site: Machine['site'],
  name: string,
  label: string,
  type: MachineType,
  publishIntervalMs: number,
  loadShare: number,
): Machine {
  return {
    site,
    name,
    label,
    topic: `factory/${site}/${name}`,
    type,
    publishIntervalMs,
    loadShare,
  };
}
