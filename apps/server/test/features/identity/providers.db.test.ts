import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLIENT, startOidcProvider } from '../../support/oidc-provider.ts';
import { NOBODY } from '../../support/notification-inputs.ts';
import { refusalOf, startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';

let house: TwoTenants;
beforeAll(async () => {
  house = await startTwoTenants();
});
afterAll(async () => house?.[Symbol.asyncDispose]());

const acme = () => house.acme.caller.identity.providers;
const globex = () => house.globex.caller.identity.providers;
const directory = { name: 'Directory', issuer: 'https://directory.example', ...CLIENT };

describe('providers of a tenant', () => {
  test('give no secret back, and are nobody else’s', async () => {
    const made = await acme().create(directory);
    expect(made).toMatchObject({ name: 'Directory', clientId: 'varve', hasSecret: true });
    const told = [
      made,
      await acme().list(),
      await house.database.query('SELECT p::text FROM identity_providers p'),
      await house.database.query(
        "SELECT * FROM audit_log WHERE resource_type = 'identity_providers'",
      ),
    ];
    expect(told[3]).not.toEqual([]);
    for (const secret of [CLIENT.clientSecret, Buffer.from(CLIENT.clientSecret).toString('hex')])
      expect(JSON.stringify(told)).not.toContain(secret);
    expect(await globex().list()).toEqual({ providers: [] });
    const { id, version: expectedVersion } = made;
    const change = { id, expectedVersion, name: 'Mine', clientId: 'x', enabled: true };
    expect(await refusalOf(globex().update(change))).toMatch(/^NOT_FOUND/);
    expect(await refusalOf(globex().remove({ id }))).toMatch(/^NOT_FOUND/);
    expect(await refusalOf(globex().check({ id }))).toMatch(/^NOT_FOUND/);
  });

  test('keep their secret unless another is given, and lose it with null', async () => {
    const made = await acme().create({ ...directory, name: 'Keeps' });
    const { id, version: expectedVersion } = made;
    const rename = { id, expectedVersion, name: 'Kept', clientId: 'varve', enabled: false };
    const kept = await acme().update(rename);
    expect(kept).toMatchObject({ name: 'Kept', enabled: false, hasSecret: true });
    expect(await refusalOf(acme().update(rename))).toMatch(/^CONFLICT: somebody else/);
    const emptied = { ...rename, expectedVersion: kept.version, clientSecret: null };
    expect(await acme().update(emptied)).toMatchObject({ hasSecret: false });
  });

  test('have names of their own', async () => {
    await acme().create({ ...directory, name: 'Once' });
    const twice = acme().create({ ...directory, name: 'ONCE' });
    expect(await refusalOf(twice)).toBe('CONFLICT: the name of the provider is taken');
  });

  test('are made and changed by who may, with a password that was just shown', async () => {
    const stale = house.acme.callerWith({ authenticatedAtMs: 0 }).identity.providers;
    expect(await refusalOf(stale.create(directory))).toMatch(/^REAUTHENTICATE/);
    expect(await refusalOf(stale.remove({ id: NOBODY }))).toMatch(/^REAUTHENTICATE/);
    const reader = house.acme.callerWith({ permissions: new Set(['users.read']) });
    expect(await refusalOf(reader.identity.providers.create(directory))).toMatch(
      /^PERMISSION_MISSING: this needs the permission identity.manage/,
    );
  });

  test.each(['ftp://x.example', 'https://u:p@x.example', 'https://x.example/?a=1', 'x.example'])(
    'have no issuer like %s',
    async (issuer) => {
      expect(await refusalOf(acme().create({ ...directory, issuer }))).toMatch(/^BAD_REQUEST/);
    },
  );
});

describe('a check of a provider', () => {
  test('finds nothing wrong with one that answers', async () => {
    await using provider = await startOidcProvider('http://127.0.0.1:1/callback');
    const input = { ...directory, name: 'Answers', issuer: provider.issuer };
    const { id } = await acme().create(input);
    expect(await acme().check({ id })).toEqual({ problem: null });
  });

  test.each([
    ['is not there', 'http://127.0.0.1:9', /127\.0\.0\.1:9/],
    ['is in a network that nothing is sent to', 'http://169.254.169.254', /nothing is sent to/],
    ['is in a private network that is not listed', 'https://10.1.2.3', /outboundNetworks/],
  ])('says where one %s', async (name, issuer, problem) => {
    const { id } = await acme().create({ ...directory, name, issuer });
    expect((await acme().check({ id })).problem).toMatch(problem);
  });
});

describe('the person of a provider', () => {
  const link = { issuer: 'https://directory.example', subject: 'ana' };

  test('is one user of a tenant, and may be another in another tenant', async () => {
    const users = house.acme.caller.users;
    const made = await users.create({ username: 'ana', identity: link });
    const { identities, state } = await users.get({ userId: made.userId });
    expect(identities).toMatchObject([link]);
    expect(state).toBe('active');
    const taken = users.linkIdentity({ userId: house.acme.userId, ...link });
    expect(await refusalOf(taken)).toBe('CONFLICT: this person of the provider is taken');
    const theirs = { userId: house.globex.userId, ...link };
    await house.globex.caller.users.linkIdentity(theirs);
    expect(await refusalOf(users.linkIdentity({ ...theirs, subject: 'bo' }))).toMatch(/^NOT_FOUND/);
    const identityId = identities[0]!.id;
    await users.unlinkIdentity({ userId: made.userId, identityId });
    expect((await users.get({ userId: made.userId })).state).toBe('waiting');
  });

  test('is given by nobody to a user who may more than he', async () => {
    const small = house.acme.callerWith({
      permissions: new Set(['users.read', 'users.write']),
    });
    const input = { userId: house.acme.userId, ...link, subject: 'thief' };
    expect(await refusalOf(small.users.linkIdentity(input))).toMatch(/^PERMISSION_MISSING/);
  });
});
