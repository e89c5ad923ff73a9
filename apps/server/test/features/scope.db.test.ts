import type { TagPage } from '@varve/contract';
import { hashPassword } from '@varve/db';
import { createHistorian, type Historian } from '@varve/historian';
import { appendSample, createSampleBatch, StatusCode } from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { router } from '../../src/router.ts';
import { readRights } from '../../src/kit/access/read-rights.ts';
import type { TenantDatabase } from '../../src/kit/tenant-database.ts';
import { openTenants } from '../../src/kit/tenants.ts';
import { openSecurity } from '../../src/kit/access/security.ts';
import { createCallerFactory } from '../../src/trpc/trpc.ts';
import { openStream } from '../support/stream-client.ts';
import { startGateway } from '../support/test-gateway.ts';
import { historianParts } from '../support/historian-parts.ts';
import { testAccess } from '../support/test-access.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';

const createCaller = createCallerFactory(router);
const TAGS = ['north/pressure', 'north/pump-current', 'south/pressure', 'plant/load'];

const PASSWORD = 'the tide is out again';

describe('a user whose role is bound to one field', () => {
  const started = new AsyncDisposableStack();
  let database: TestDatabase;
  let historian: Historian;
  let tenant: TenantDatabase;
  let caller: ReturnType<typeof createCaller>;
  let userId: string;
  let address: string;
  let headers: { readonly authorization: string };
  const idOf = (name: string): number =>
    historian.tags.find(({ definition }) => definition.name === name)!.id;

  beforeAll(async () => {
    database = started.use(await startTestDatabase());
    await database.query("SELECT internal.found_tenant('default')");
    historian = started.use(
      await createHistorian({
        database: database.connectionString,
        directory: database.directory,
        workers: 1,
        flushIntervalMs: 20,
        sources: [{ name: 'program', protocol: 'program', tags: TAGS.map((name) => ({ name })) }],
      }),
    );
    const tenants = started.use(await openTenants(database.connectionString, 'default'));
    tenant = tenants.home;
    userId = await tenant.transaction(async ({ $client }) => {
      const { rows } = await $client.query<{ id: string }>(
        `WITH field AS (INSERT INTO fields (name) VALUES ('North'), ('South') RETURNING id, name),
         well AS (INSERT INTO wells (field_id, name) SELECT id, name || '-1' FROM field RETURNING id, name),
         pump AS (INSERT INTO equipment (well_id, tag_number, name, kind) SELECT id, 'P-1', 'Pump', 'pump' FROM well WHERE name = 'North-1' RETURNING id),
         tagged AS (
           UPDATE timeseries.tags t SET well_id = w.id FROM well w WHERE t.name = lower(split_part(w.name, '-', 1)) || '/pressure'),
         part AS (UPDATE timeseries.tags t SET equipment_id = pump.id FROM pump WHERE t.name = 'north/pump-current'),
         made AS (INSERT INTO users (username, password_hash) VALUES ('ana', $1) RETURNING id),
         bound AS (INSERT INTO user_roles (user_id, role_id) SELECT made.id, r.id FROM made, roles r WHERE r.name = 'viewer' RETURNING user_id, role_id),
         scope AS (INSERT INTO user_role_scopes (user_id, role_id, field_id) SELECT user_id, role_id, field.id FROM bound, field WHERE field.name = 'North')
         SELECT id FROM made`,
        [await hashPassword(PASSWORD)],
      );
      return rows[0]!.id;
    });
    const security = started.use(
      await openSecurity({
        directory: database.directory,
        database: database.connectionString,
        tenants,
      }),
    );
    const rights = await tenant.transaction((transaction) => readRights(transaction, userId));
    const parts = historianParts(historian, tenants, security);
    caller = createCaller({
      ...parts,
      access: testAccess(tenant.tenantId, { userId, ...rights }),
      giveTokens: () => Promise.resolve(null),
    });
    await database.query("UPDATE tenants SET factor_roles = '{}'");
    const gateway = await startGateway({ parts, anonymousCallsPerMinute: 1_000 });
    started.use(gateway);
    address = gateway.address;
    const entered = await fetch(`${address}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'ana', password: PASSWORD }),
    });
    const { access_token: token } = (await entered.json()) as { access_token: string };
    headers = { authorization: `Bearer ${token}` };
    const batch = createSampleBatch(TAGS.length);
    for (const { position } of historian.tags)
      appendSample(batch, position, Date.now() * 1_000, position, StatusCode.good);
    await historian.write(batch);
  });
  afterAll(() => started.disposeAsync());

  test('has the right to read, and has it nowhere else', async () => {
    const { permissions, scoped } = await tenant.transaction((transaction) =>
      readRights(transaction, userId),
    );
    expect(permissions.has('trends.read')).toBe(true);
    expect(scoped).toEqual(permissions);
  });

  test('sees the tags of its wells and of their equipment, and no others', async () => {
    const { tags } = await caller.tags.list({});
    expect(tags.map(({ name }) => name)).toEqual(['north/pressure', 'north/pump-current']);
  });

  test('finds these alone, and counts no others in the tree', async () => {
    const { tags } = await caller.tags.search({ text: 'PRESSURE' });
    expect(tags.map(({ name }) => name)).toEqual(['north/pressure']);
    expect((await caller.tags.children({})).branches).toEqual([
      { name: 'north', path: 'north', tagId: null, tagCount: 2 },
    ]);
  });

  test('finds at a place what measures it and what belongs to it, and nothing at the place of others', async () => {
    const place = async (name: string) => {
      const [row] = await database.query<{ id: string }>('SELECT id FROM wells WHERE name = $1', [
        name,
      ]);
      return { kind: 'well' as const, id: row!.id };
    };
    const { tags } = await caller.tags.search({ place: await place('North-1') });
    expect(tags.map(({ name }) => name)).toEqual(['north/pressure', 'north/pump-current']);
    expect((await caller.tags.search({ place: await place('South-1') })).tags).toEqual([]);
  });

  test('is told that a place of another tenant does not exist', async () => {
    const [well] = await database.query<{ id: string }>(
      `WITH other AS (SELECT internal.found_tenant('other') AS id),
       field AS (INSERT INTO fields (tenant_id, name) SELECT id, 'West' FROM other RETURNING tenant_id, id)
       INSERT INTO wells (tenant_id, field_id, name) SELECT tenant_id, id, 'West-1' FROM field RETURNING id`,
    );
    await expect(
      caller.tags.search({ place: { kind: 'well', id: well!.id } }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND', message: `there is no well ${well!.id}` });
  });

  test('follows these alone where it asks for all', async () => {
    for await (const samples of await caller.live.follow({})) {
      const names = samples.map(
        ({ tagId }) => historian.tags.find(({ id }) => id === tagId)!.definition.name,
      );
      expect(new Set(names)).toEqual(new Set(['north/pressure', 'north/pump-current']));
      break;
    }
  });

  test('is told of any other tag that it does not exist, as of one that does not', async () => {
    const range = { fromMs: 0, toMs: Date.now(), widthPixels: 10 };
    for (const tagId of [idOf('south/pressure'), idOf('plant/load'), 2_000_000_000]) {
      const refusal = { code: 'NOT_FOUND', message: `there is no tag ${tagId}` };
      await expect(caller.live.latest({ tagIds: [tagId] })).rejects.toMatchObject(refusal);
      await expect(caller.trends.read({ tagIds: [tagId], ...range })).rejects.toMatchObject(
        refusal,
      );
      const stream = await caller.live.follow({ tagIds: [tagId] });
      await expect(stream[Symbol.asyncIterator]().next()).rejects.toMatchObject(refusal);
    }
  });

  test('sees over HTTP what he sees over tRPC: counts and statuses are those of his own field', async () => {
    const ask = async (path: string): Promise<{ status: number; text: string }> => {
      const answer = await fetch(`${address}/api/v1/${path}`, { headers: { ...headers } });
      return { status: answer.status, text: await answer.text() };
    };
    const list = await ask('tags?limit=100');
    expect(list.text).toContain('north/pressure');
    expect(list.text).not.toMatch(/south|plant/);
    expect((JSON.parse(list.text) as TagPage).tags).toHaveLength(2);
    const range = `fromMs=0&toMs=${Date.now()}&widthPixels=10`;
    const south = idOf('south/pressure');
    for (const [path, query] of [
      ['live/latest', ''],
      ['trends/read', `&${range}`],
    ] as const) {
      const [other, random] = await Promise.all(
        [south, 2_000_000_000].map((id) => ask(`${path}?tagIds=${id}${query}`)),
      );
      expect([path, other!.status]).toEqual([path, 404]);
      const { requestId: _one, ...said } = JSON.parse(other!.text) as Record<string, unknown>;
      const { requestId: _two, ...saidOfNone } = JSON.parse(random!.text) as Record<
        string,
        unknown
      >;
      expect(said).toEqual({ ...saidOfNone, error: `there is no tag ${south}` });
    }
    expect((await fetch(`${address}/api/audit/export`, { headers: { ...headers } })).status).toBe(
      403,
    );
    expect((await fetch(`${address}/metrics`, { headers: { ...headers } })).status).toBe(403);
  });

  test('follows over WebSocket the tags of his field, and no others', async () => {
    const stream = await openStream(address, headers);
    stream.send({ type: 'subscribe', tagIds: [idOf('south/pressure')], tags: ['plant/load'] });
    expect((await stream.next('error')).message).toBe(
      `there is no tag plant/load, ${idOf('south/pressure')}`,
    );
    stream.send({ type: 'subscribe', tags: ['north/pressure', 'north/pump-current'] });
    expect((await stream.next('subscribed')).tags).toHaveLength(2);
    expect((await stream.next('values')).values).toHaveLength(2);
    stream.close();
  });

  test('loses a tag that is moved to another field, and gains one that comes, on streams too', async () => {
    const named = await openStream(address, headers);
    named.send({ type: 'subscribe', tags: ['north/pressure'] });
    await named.next('values');
    const followed = (await caller.live.follow({}))[Symbol.asyncIterator]();
    await followed.next();
    await database.query(
      `UPDATE timeseries.tags t SET well_id = w.id FROM wells w
       WHERE t.name = 'north/pressure' AND w.name = 'South-1' OR t.name = 'south/pressure' AND w.name = 'North-1'`,
    );
    expect(await named.closed).toMatchObject({ code: 4404 });
    const samples = ((await followed.next()).value ?? []) as { tagId: number }[];
    expect(new Set(samples.map(({ tagId }) => tagId))).toEqual(
      new Set([idOf('north/pump-current'), idOf('south/pressure')]),
    );
    await followed.return?.();
  });

  test('sees no source that feeds none of its tags', async () => {
    const { sources } = await caller.status.health();
    expect(sources.map(({ name }) => name)).toEqual(['program']);
  });
});
