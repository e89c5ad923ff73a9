import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { connect } from '../connect.ts';
import { DatabaseError } from '../database-error.ts';
import { BUSINESS_STEPS } from './business-steps.ts';
import { FIELD_STEPS } from './field-steps.ts';
import { hashPassword } from './hash-password.ts';
import { PLANT_STEPS } from './plant-steps.ts';
import { DEV_SIZE, TEST_SIZE, type SeedSize } from './sizes.ts';

/** What a seed is to make. */
export interface SeedOptions {
  /** `dev`: a believable field and two factories; `test`: something in every table, quickly. */
  readonly kind: 'dev' | 'test';
  /** Name of the tenant that gets it. @default 'aurora' */
  readonly tenant?: string;
  /** @default 'admin' */
  readonly administrator?: string;
  /** Of the administrator. @default generated, and given back once */
  readonly password?: string;
  /** The data end here. @default now */
  readonly now?: Date;
  /** Called before each step, for a line of progress. */
  readonly onProgress?: (step: string, index: number, count: number) => void;
}

/** What a seed has made. */
export interface SeedReport {
  readonly tenantId: string;
  readonly administrator: string;
  /** Only where it was generated: it is not stored anywhere. */
  readonly generatedPassword: string | undefined;
  readonly seconds: number;
}

const STEPS = [...FIELD_STEPS, ...BUSINESS_STEPS, ...PLANT_STEPS];

/**
 * Fills a tenant with example data.
 *
 * @throws DatabaseError SEED_TARGET_NOT_EMPTY when the tenant has fields or factories already
 */
export async function seedDatabase(
  connectionString: string,
  options: SeedOptions,
): Promise<SeedReport> {
  const {
    kind,
    tenant = 'aurora',
    administrator = 'admin',
    now = new Date(),
    onProgress = () => undefined,
  } = options;
  const started = performance.now();
  const password = options.password ?? randomBytes(15).toString('base64url');
  const client = await connect(connectionString, 'seed');
  try {
    await client.query(
      "SET search_path = public; SET timezone = 'UTC'; SET client_min_messages = warning; SELECT setseed(0.5)",
    );
    const tenantId = await foundTenant(client, tenant);
    const settings = settingsOf(tenantId, kind === 'dev' ? DEV_SIZE : TEST_SIZE, now);
    onProgress('the administrator', 0, STEPS.length);
    await inTransaction(client, settings, () =>
      createAdministrator(client, tenantId, administrator, password),
    );
    for (const [index, { name, sql, role = 'application' }] of STEPS.entries()) {
      onProgress(name, index + 1, STEPS.length);
      await inTransaction(client, settings, async () => {
        if (role === 'application') await client.query('SET LOCAL ROLE varve_app');
        await client.query(sql);
      });
    }
    await client.query('ANALYZE');
    const generatedPassword = options.password === undefined ? password : undefined;
    return {
      tenantId,
      administrator,
      generatedPassword,
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    await client.end();
  }
}

async function foundTenant(client: Client, name: string): Promise<string> {
  const { rows } = await client.query<{ id: string; filled: boolean }>(
    `SELECT id, EXISTS (SELECT FROM fields WHERE tenant_id = id) OR EXISTS (SELECT FROM factories WHERE tenant_id = id) AS filled
     FROM internal.found_tenant($1) AS id`,
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

async function inTransaction(
  client: Client,
  settings: Readonly<Record<string, string>>,
  work: () => Promise<unknown>,
): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT set_config(key, value, true) FROM jsonb_each_text($1)', [
      JSON.stringify(settings),
    ]);
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function createAdministrator(
  client: Client,
  tenantId: string,
  username: string,
  password: string,
): Promise<void> {
  await client.query(
    `WITH administrator AS (
       INSERT INTO users (tenant_id, username, full_name, password_hash, password_changed_at) VALUES ($1, $2, 'Administrator', $3, now()) RETURNING id)
     INSERT INTO user_roles (tenant_id, user_id, role_id)
     SELECT $1, administrator.id, roles.id FROM administrator, roles WHERE roles.tenant_id = $1 AND roles.name = 'administrator' AND roles.built_in`,
    [tenantId, username, await hashPassword(password)],
  );
}
