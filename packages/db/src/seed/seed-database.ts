import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { connect } from '../connect/connect.ts';
import { DatabaseError } from '../database-error.ts';
import { BUSINESS_STEPS } from './business-steps.ts';
import { FIELD_STEPS } from './field-steps.ts';
import { hashPassword } from '../users/hash-password.ts';
import { PLANT_STEPS } from './plant-steps.ts';
import { PLATFORM_STEPS } from './platform-steps.ts';
import { DEV_SIZE, TEST_SIZE, type SeedSize } from './seed-size.ts';

/** Options of `seedDatabase`. */
export interface SeedOptions {
  /** `dev`: a believable field and two factories; `test`: something in every table, quickly. */
  readonly kind: 'dev' | 'test';
  /** Name of the tenant that gets it. @default 'aurora' */
  readonly tenant?: string;
  /** @default 'admin' */
  readonly administrator?: string;
  /** Password of the administrator. @default generated, and given back once */
  readonly password?: string;
  /** The data end here. @default now */
  readonly now?: Date;
  /** Called before each step, for a line of progress. */
  readonly onProgress?: (step: string, index: number, count: number) => void;
}

/** Outcome of `seedDatabase`. */
export interface SeedReport {
  readonly tenantId: string;
  readonly administrator: string;
  /** Only where it was generated: it is not stored anywhere. */
  readonly generatedPassword: string | undefined;
  readonly seconds: number;
}

const STEPS = [...FIELD_STEPS, ...BUSINESS_STEPS, ...PLANT_STEPS, ...PLATFORM_STEPS];

/**
 * Fills a tenant with example data, all of it or nothing.
 *
 * @throws DatabaseError SEED_TARGET_NOT_EMPTY when the tenant has fields or factories already
 */
export async function seedDatabase(
  connectionString: string,
  options: SeedOptions,
): Promise<SeedReport> {
  const started = performance.now();
  const client = await connect(connectionString, 'seed');
  try {
    await client.query(
      "SET search_path = public; SET timezone = 'UTC'; SET client_min_messages = warning; SELECT setseed(0.5)",
    );
    await client.query('BEGIN');
    const made = await fillTenant(client, options);
    await client.query('COMMIT');
    await client.query('ANALYZE');
    return { ...made, seconds: (performance.now() - started) / 1000 };
  } finally {
    await client.end(); // Ends a transaction that has not been committed, too.
  }
}

async function fillTenant(
  client: Client,
  options: SeedOptions,
): Promise<Omit<SeedReport, 'seconds'>> {
  const { kind, tenant = 'aurora', administrator = 'admin', now = new Date() } = options;
  const tenantId = await foundTenant(client, tenant);
  const settings = settingsOf(tenantId, kind === 'dev' ? DEV_SIZE : TEST_SIZE, now);
  await client.query('SELECT set_config(key, value, true) FROM jsonb_each_text($1)', [
    JSON.stringify(settings),
  ]);
  options.onProgress?.('the administrator', 0, STEPS.length);
  const password = options.password ?? randomBytes(15).toString('base64url');
  const created = await createAdministrator(client, tenantId, administrator, password);
  for (const [index, { name, sql, role = 'application' }] of STEPS.entries()) {
    options.onProgress?.(name, index + 1, STEPS.length);
    await client.query(role === 'application' ? 'SET LOCAL ROLE varve_app' : 'RESET ROLE');
    await client.query(sql);
  }
  const generatedPassword = created && options.password === undefined ? password : undefined;
  return { tenantId, administrator, generatedPassword };
}

async function foundTenant(client: Client, name: string): Promise<string> {
  const { rows } = await client.query<{ id: string; filled: boolean }>(
    `SELECT founded.tenant AS id, EXISTS (SELECT FROM fields f WHERE f.tenant_id = founded.tenant)
       OR EXISTS (SELECT FROM factories f WHERE f.tenant_id = founded.tenant) AS filled
     FROM internal.found_tenant($1) AS founded (tenant)`,
    [name],
  );
  const { id, filled } = rows[0]!;
  if (!filled) return id;
  throw new DatabaseError(
    'SEED_TARGET_NOT_EMPTY',
    `the tenant ${name} has fields or factories already: give another name with --tenant`,
  );
}

function settingsOf(tenantId: string, size: SeedSize, now: Date): Record<string, string> {
  return {
    'varve.tenant_id': tenantId,
    'seed.now': now.toISOString(),
    'seed.today': now.toISOString().slice(0, 10),
    'seed.wells': String(size.wells),
    'seed.production_days': String(size.productionDays),
    'seed.series_days': String(size.seriesDays),
    'seed.series_step': `${size.seriesStepS} s`,
    'seed.drilling_reports': String(size.drillingReports),
    'seed.inventory_items': String(size.inventoryItems),
    'seed.orders': String(size.orders),
  };
}

/** Makes the administrator; a user of that name who is there already keeps his password. */
async function createAdministrator(
  client: Client,
  tenantId: string,
  username: string,
  password: string,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `WITH administrator AS (
       INSERT INTO users (tenant_id, username, full_name, password_hash, password_changed_at)
       SELECT $1, $2, 'Administrator', $3, now()
       WHERE NOT EXISTS (SELECT FROM users WHERE tenant_id = $1 AND lower(username) = lower($2) AND deleted_at IS NULL)
       RETURNING id)
     INSERT INTO user_roles (tenant_id, user_id, role_id)
     SELECT $1, administrator.id, roles.id FROM administrator, roles WHERE roles.tenant_id = $1 AND roles.name = 'admin' AND roles.built_in`,
    [tenantId, username, await hashPassword(password)],
  );
  return rowCount === 1;
}
