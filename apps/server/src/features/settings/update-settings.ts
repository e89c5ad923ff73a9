import type { InputIssue, Settings, UpdateSettingsInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { requireFresh, type Access } from '../../kit/access/access.ts';
import { requireEverywhere } from '../../kit/access/require-rights.ts';
import { requireVersion } from '../../kit/require-version.ts';
import { ServerError } from '../../kit/server-error.ts';
import { readSettings } from './read-settings.ts';

/**
 * Changes what holds for everybody of the tenant: also for those at other places, so the right has to hold everywhere.
 *
 * @throws ServerError PERMISSION_MISSING; REAUTHENTICATE where it is about second factors; QUERY_INVALID for a role, a zone or a currency that is
 * none; CONFLICT, with the settings as they are now, where they were changed meanwhile
 */
export async function updateSettings(
  transaction: TenantTransaction,
  access: Access,
  { expectedVersion, ...given }: UpdateSettingsInput,
): Promise<Settings> {
  const { $client } = transaction;
  await requireEverywhere(transaction, access, ['configuration.write']);
  // Nobody else changes the row between the reading and the writing.
  await $client.query('SELECT FROM tenants WHERE id = internal.current_tenant() FOR NO KEY UPDATE');
  const current = await readSettings(transaction);
  requireVersion(current, expectedVersion);
  const {
    displayName = current.displayName,
    language = current.language,
    timeZone = current.timeZone,
    currency = current.currency,
  } = given;
  const factorRoles = [...new Set(given.factorRoles ?? current.factorRoles)];
  if (!isSame(factorRoles, current.factorRoles)) {
    await requireEverywhere(transaction, access, ['users.write']);
    requireFresh(access);
  }
  requireRoles(current, factorRoles);
  await requireZone(transaction, timeZone);
  requireCurrency(currency);
  await $client.query(
    `UPDATE tenants SET display_name = nullif($1, ''), language = $2, time_zone = $3, currency = $4, factor_roles = $5 WHERE id = internal.current_tenant()`,
    [displayName, language, timeZone, currency, factorRoles],
  );
  return readSettings(transaction);
}

function isSame(names: readonly string[], others: readonly string[]): boolean {
  return names.length === others.length && names.every((name) => others.includes(name));
}

function requireRoles({ roles }: Settings, factorRoles: readonly string[]): void {
  const unknown = factorRoles.filter((name) => !roles.includes(name));
  if (unknown.length > 0) throw invalid('factorRoles', `there is no role ${unknown.join(', ')}`);
}

/** Browsers may know newer zones than the database, which works with them. */
async function requireZone({ $client }: TenantTransaction, timeZone: string): Promise<void> {
  const { rowCount } = await $client.query('SELECT FROM pg_timezone_names WHERE name = $1', [
    timeZone,
  ]);
  if (rowCount === 0) throw invalid('timeZone', `the database knows no time zone ${timeZone}`);
}

function requireCurrency(currency: string): void {
  if (!Intl.supportedValuesOf('currency').includes(currency))
    throw invalid('currency', `there is no currency ${currency}`);
}

function invalid(field: keyof UpdateSettingsInput, message: string): ServerError {
  const issue: InputIssue = { path: [field], message, code: 'unknown' };
  return new ServerError('QUERY_INVALID', message, { issues: [issue] });
}
