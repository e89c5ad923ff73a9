import { about, settings } from '@varve/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueAuthority, issueCertificate } from '../../../src/http/tls/issue-certificate.ts';
import { readAbout } from '../../../src/features/settings/read-about.ts';
import { refusalOf, startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';

const CONFLICT = 'CONFLICT: somebody else has changed it since you read it: look at it again';

let house: TwoTenants;
beforeAll(async () => {
  house = await startTwoTenants();
});
afterAll(async () => house?.[Symbol.asyncDispose]());

const asAcme = () => house.acme.caller.settings;
const asGlobex = () => house.globex.caller.settings;

describe('the settings of a tenant', () => {
  test('are changed in part, for that tenant alone, and stand in the audit log', async () => {
    const before = await asAcme().get();
    expect(settings.parse(before)).toEqual(before);
    expect(before).toMatchObject({
      name: 'acme',
      displayName: '',
      language: null,
      timeZone: 'UTC',
      factorRoles: ['admin', 'engineer', 'supervisor'],
    });
    const other = await asGlobex().get();
    const changed = await asAcme().update({
      expectedVersion: before.version,
      displayName: 'Acme Oil',
      language: 'en',
      timeZone: 'America/Bogota',
      currency: 'COP',
      factorRoles: ['admin'],
    });
    expect(changed).toMatchObject({
      displayName: 'Acme Oil',
      language: 'en',
      timeZone: 'America/Bogota',
      currency: 'COP',
      factorRoles: ['admin'],
    });
    expect(await asGlobex().get()).toEqual(other);
    expect(await house.acme.caller.session.me()).toMatchObject({
      tenant: 'Acme Oil',
      tenantLanguage: 'en',
      timeZone: 'America/Bogota',
    });
    const entries = await house.database.query<{ after: object }>(
      "SELECT after FROM audit_log WHERE resource_type = 'tenants' AND action = 'update' AND tenant_id = $1 AND actor_id = $2",
      [house.acme.tenantId, house.acme.userId],
    );
    expect(entries).toHaveLength(1);
    const late = asAcme().update({ expectedVersion: before.version, displayName: 'Late' });
    expect(await refusalOf(late)).toBe(CONFLICT);
  });

  test('refuse a zone, a currency and a role that are none, and name the field', async () => {
    const { version: expectedVersion } = await asAcme().get();
    const refused = (given: object) => refusalOf(asAcme().update({ expectedVersion, ...given }));
    expect(await refused({ factorRoles: ['admin', 'captain'] })).toBe(
      'QUERY_INVALID: there is no role captain',
    );
    expect(await refused({ currency: 'QQQ' })).toBe('QUERY_INVALID: there is no currency QQQ');
    for (const timeZone of ['Mars/Olympus', '+05:00', 'posixrules', '']) {
      expect(await refused({ timeZone })).toMatch(/^BAD_REQUEST: /);
    }
    expect(await refused({ language: 'fr' })).toMatch(/^BAD_REQUEST: /);
    expect(await refused({ displayName: 'two\nlines' })).toMatch(/^BAD_REQUEST: /);
  });

  test('are changed by nobody whose right is bound to places, since they hold at all of them', async () => {
    const scoped = house.acme.callerWith({ scoped: new Set(['configuration.write']) });
    const { version: expectedVersion } = await scoped.settings.get();
    const change = scoped.settings.update({ expectedVersion, displayName: 'Mine' });
    expect(await refusalOf(change)).toBe(
      'PERMISSION_MISSING: this needs the permission configuration.write',
    );
  });

  test('say who needs a second factor only to those who may change users, and after the password', async () => {
    const engineer = house.acme.callerWith({
      permissions: new Set(['configuration.read', 'configuration.write']),
    });
    const { version: expectedVersion, factorRoles } = await engineer.settings.get();
    expect(await refusalOf(engineer.settings.update({ expectedVersion, factorRoles: [] }))).toBe(
      'PERMISSION_MISSING: this needs the permission users.write',
    );
    const stale = house.acme.callerWith({ authenticatedAtMs: 0 });
    expect(await refusalOf(stale.settings.update({ expectedVersion, factorRoles: [] }))).toBe(
      'REAUTHENTICATE: this needs your password again',
    );
    const same = await engineer.settings.update({ expectedVersion, factorRoles });
    expect(same.factorRoles).toEqual(factorRoles);
  });
});

describe('what runs here', () => {
  test('is told with the newest migration, and without a certificate where there is none', async () => {
    const server = { version: '1.2.3', uptimeSeconds: () => 60, certificate: undefined };
    const told = await house.acme.transaction((opened) =>
      readAbout(opened, { reader: { engine: 'PostgreSQL 18.4' }, server }),
    );
    expect(about.parse(told)).toEqual(told);
    expect(told).toMatchObject({ version: '1.2.3', engine: 'PostgreSQL 18.4', certificate: null });
    const [newest] = await house.database.query<{ number: number }>(
      'SELECT max(number) AS number FROM varve_migrations',
    );
    expect(Number(told.migration.slice(0, 4))).toBe(newest!.number);
    expect(told.migration).toMatch(/^\d{4}_[a-z_]+$/);
    expect(Date.now() - told.startedAtMs).toBeGreaterThanOrEqual(60_000);
  });

  test('is told with the names of the certificate and the fingerprint of its authority', async () => {
    const authority = await issueAuthority('box', Date.now());
    const own = await issueCertificate(authority, ['box.local', '192.168.7.2'], Date.now());
    const certificate = { current: () => own, authority: () => authority.cert };
    const server = { version: '1.2.3', uptimeSeconds: () => 60, certificate };
    const told = await house.acme.transaction((opened) =>
      readAbout(opened, { reader: { engine: 'PostgreSQL 18.4' }, server }),
    );
    expect(about.parse(told)).toEqual(told);
    expect(told.certificate?.names).toEqual(['box.local', '192.168.7.2']);
    expect(told.certificate?.fingerprint).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(told.certificate?.authorityFingerprint).not.toBe(told.certificate?.fingerprint);
    expect(told.certificate?.validToMs).toBeGreaterThan(Date.now());
  });
});
