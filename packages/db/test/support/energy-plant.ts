import type { TestDatabase } from './database.ts';

/** A reading of a meter; what is left out is null. */
export interface Reading {
  readonly at: string;
  readonly register?: number;
  readonly power?: number;
  readonly status?: number;
}

/** Factories, machines and readings of a test database. */
export interface EnergyPlant {
  readonly row: (text: string, values?: unknown[]) => Promise<Record<string, unknown>>;
  readonly rows: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  readonly factory: (timeZone?: string) => Promise<string>;
  readonly machine: (settings?: {
    factory?: string;
    ratedKw?: number | null;
    modulusKwh?: number;
  }) => Promise<string>;
  readonly insert: (machine: string, readings: readonly Reading[]) => Promise<void>;
  readonly energy: (machine: string, from: string, to: string) => Promise<number | null>;
}

/** Opens the parts of a plant whose meters are read in 2026. */
export async function energyPlant({ pool, acme }: TestDatabase): Promise<EnergyPlant> {
  let made = 0;
  const rows = async (text: string, values: unknown[] = []) =>
    (await pool.query(text, values)).rows as Record<string, unknown>[];
  const row = async (text: string, values: unknown[] = []) => (await rows(text, values))[0]!;
  const factory = async (timeZone = 'UTC') =>
    (
      await row(
        'INSERT INTO factories (tenant_id, name, time_zone) VALUES ($1, $2, $3) RETURNING id',
        [acme, `Plant ${made++}`, timeZone],
      )
    )['id'] as string;
  const usual = await factory();
  for (const span of ["'2026-03-01Z', '2026-04-05Z'", "'2026-10-20Z', '2026-11-05Z'"])
    await pool.query(`SELECT timeseries.ensure_partitions('energy_readings', ${span})`);
  return {
    row,
    rows,
    factory,
    machine: async ({
      factory: home = usual,
      ratedKw = 50,
      modulusKwh = null as number | null,
    } = {}) =>
      (
        await row(
          "INSERT INTO machines (tenant_id, factory_id, name, kind, rated_power_kw, register_modulus_kwh) VALUES ($1, $2, $3, 'pump', $4, $5) RETURNING id",
          [acme, home, `Machine ${made++}`, ratedKw, modulusKwh],
        )
      )['id'] as string,
    insert: async (machine, readings) => {
      await pool.query(
        `INSERT INTO timeseries.energy_readings (machine_id, time, energy_register_kwh, power_kw, status)
         SELECT $1, r.* FROM unnest($2::timestamptz[], $3::float8[], $4::float8[], $5::int[]) AS r`,
        [
          machine,
          readings.map(({ at }) => at),
          readings.map(({ register }) => register ?? null),
          readings.map(({ power }) => power ?? null),
          readings.map(({ status }) => status ?? 0),
        ],
      );
    },
    energy: async (machine, from, to) =>
      (await row('SELECT calculate_energy($1, $2, $3) AS kwh', [machine, from, to]))['kwh'] as
        | number
        | null,
  };
}

/** Readings at even steps from a time on. */
export function everyMinutes(
  minutes: number,
  from: string,
  count: number,
  reading: (index: number) => Omit<Reading, 'at'>,
): Reading[] {
  return Array.from({ length: count }, (_, index) => ({
    at: new Date(Date.parse(from) + index * minutes * 60_000).toISOString(),
    ...reading(index),
  }));
}
