import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import type { PeopleServer } from '../../../../server/test/support/people-server.ts';
import { findAxeFaults } from '../../../sheets/find-axe-faults.ts';
import { findKeyboardFaults } from '../../support/find-keyboard-faults.ts';
import { startPeopleConsole, type PeopleConsole } from '../../support/people-console.ts';

describe('the pages about users, in a browser', needs(chromium), () => {
  let house: PeopleConsole;
  let server: PeopleServer;
  let viewerId: string;

  beforeAll(async () => {
    house = await startPeopleConsole();
    ({ server } = house);
    const { api } = await server.callerAs('admin');
    const viewer = await server.callerAs('viewer');
    viewerId = (await viewer.api.session.me.query()).userId;
    await server.database.query(
      "INSERT INTO fields (tenant_id, name) SELECT id, 'Aurora' FROM tenants WHERE name = 'default'",
    );
    await api.roles.create.mutate({ name: 'shift lead', permissions: ['tags.read'] });
  });
  afterEach(() => house?.closePages());
  afterAll(() => house?.[Symbol.asyncDispose]());

  test('make a user, whose link is shown once and lets him in', async () => {
    const page = await house.visit('/users');
    await page.getByRole('button', { name: 'Create user' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('User name').fill('admin');
    await dialog.getByRole('button', { name: 'Create user' }).click();
    await dialog.getByText('This is taken already.').waitFor();
    await dialog.getByLabel('User name').fill('nadia');
    await dialog.getByLabel('Full name').fill('Nadia Gil');
    await dialog.getByLabel('operator').check();
    await dialog.getByRole('button', { name: 'Create user' }).click();
    const link = await page.getByLabel('A link for one use').last().inputValue();
    const [address, code] = link.split('#');
    expect(address).toBe(`${server.address}/enter`);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'Nadia Gil' }).waitFor();
    const nadia = await server.enter('nadia', code!);
    expect((await nadia.api.session.me.query()).roles).toEqual(['operator']);
  });

  test('find a user by a part of his name and by his state, and say when there is none', async () => {
    const page = await house.visit('/users?state=active');
    await page.getByRole('link', { name: 'viewer' }).waitFor();
    await page.getByRole('searchbox').fill('VIEW');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    await page.getByRole('searchbox').fill('nobody');
    await page.getByText('No user matches').waitFor();
    expect(new URL(page.url()).search).toBe('?q=nobody&state=active');
  });

  test('name built-in roles in the language of who reads, and own ones as they are called', async () => {
    const page = await house.visit('/users', { locale: 'es-ES' });
    await page.getByRole('row').filter({ hasText: 'viewer' }).getByText('lector').waitFor();
    const roles = page.getByLabel('Rol', { exact: true }).locator('option');
    await expect
      .poll(() => roles.allTextContents())
      .toEqual(expect.arrayContaining(['administrador', 'lector', 'shift lead']));
  });

  test('say at its field that another has the address', async () => {
    const { api } = await server.callerAs('admin');
    await api.users.create.mutate({ username: 'pilar', email: 'pilar@example.com' });
    const page = await house.visit(`/users/${viewerId}`);
    await page.getByLabel('E-mail').fill('Pilar@example.com');
    await page.getByRole('button', { name: 'Save account' }).click();
    await page.getByText('This is taken already.').waitFor();
    expect(await page.getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true');
  });

  test('give a user roles at places, and tell him from others who change him', async () => {
    const page = await house.visit(`/users/${viewerId}`);
    await page.getByLabel('shift lead').check();
    await page.getByLabel('Add a place: shift lead').fill('Aurora (field)');
    await page.getByRole('button', { name: 'Remove Aurora (field)' }).waitFor();
    await page.getByRole('button', { name: 'Save roles' }).click();
    await page.getByText('The roles are saved').waitFor();
    const { api } = await server.callerAs('admin');
    const { roles } = await api.users.get.query({ userId: viewerId });
    expect(roles.map(({ name, scopes }) => [name, scopes.map((place) => place.name)])).toEqual([
      ['shift lead', ['Aurora']],
      ['viewer', []],
    ]);
  });

  test('reset, disable and remove a user after a question', async () => {
    const { api } = await server.callerAs('admin');
    const { userId } = await api.users.create.mutate({ username: 'olga' });
    const page = await house.visit(`/users/${userId}`);
    await page.getByRole('button', { name: 'Reset password' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reset password' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Disable user' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable user' }).click();
    await page.getByText('olga is disabled').waitFor();
    await page.getByRole('button', { name: 'Enable user' }).waitFor();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Remove user' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove user' }).click();
    await page.waitForURL(`${server.address}/users`);
    expect((await api.users.list.query({ search: 'olga' })).users).toEqual([]);
  });

  test('change a role of the tenant after showing what changes, and copy a built-in one', async () => {
    const page = await house.visit('/roles');
    await page.getByRole('checkbox', { name: 'See alarms: shift lead' }).click();
    await page.getByText('1 change, not saved').waitFor();
    await page.getByRole('button', { name: 'Save roles' }).click();
    await page.getByText('The roles are saved').waitFor();
    await page.getByRole('button', { name: 'Actions of viewer' }).click();
    await page.getByRole('menuitem', { name: 'Copy to own role' }).click();
    await page.getByRole('button', { name: 'Create role' }).last().click();
    await page.getByText('The role viewer (own) is made').waitFor();
    const { api } = await server.callerAs('admin');
    const { roles } = await api.roles.list.query();
    const permissionsOf = (name: string) =>
      roles.find((role) => role.name === name)?.permissions.toSorted();
    expect(permissionsOf('shift lead')).toEqual(['alarms.read', 'tags.read']);
    expect(permissionsOf('viewer (own)')).toEqual(permissionsOf('viewer'));
  });

  test.each([
    ['the list', '/users', 'en-GB', 1280],
    ['the list on a phone', '/users', 'es-ES', 390],
    ['a user', 'USER', 'es-ES', 1280],
    ['a user on a phone', 'USER', 'en-GB', 390],
    ['the roles', '/roles', 'es-ES', 1280],
    ['the roles on a phone', '/roles', 'en-GB', 390],
  ])('keep nobody out of %s: %s in %s, %d pixels wide', async (_name, path, locale, width) => {
    const page = await house.visit(path.replace('USER', `/users/${viewerId}`), { locale, width });
    await page.locator('main table, main form').first().waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
  });

  test.each(['/users', 'USER'])('let keys reach everything of %s', async (path) => {
    const page = await house.visit(path.replace('USER', `/users/${viewerId}`));
    await page.locator('main table, main form').first().waitFor();
    // Drawn when the health has come: a link that comes while keys are pressed is not counted.
    await page.getByText('No collector is working').first().waitFor();
    expect(await findKeyboardFaults(page)).toEqual([]);
  });
});
