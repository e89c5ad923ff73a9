import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import type { Caller, PeopleServer } from '../../../../server/test/support/people-server.ts';
import { findAxeFaults } from '../../../sheets/find-axe-faults.ts';
import { findKeyboardFaults } from '../../support/find-keyboard-faults.ts';
import { startPeopleConsole, type PeopleConsole } from '../../support/people-console.ts';

const CONTENT = { name: 'AUR-9 horizontal', plannedDepthFt: 12_600 };

describe('the pages about drilling programs, in a browser', needs(chromium), () => {
  let house: PeopleConsole;
  let server: PeopleServer;
  let engineer: Caller;
  let supervisor: Caller;
  let wellId: string;

  beforeAll(async () => {
    house = await startPeopleConsole();
    ({ server } = house);
    engineer = await server.callerAs('engineer');
    supervisor = await server.callerAs('supervisor');
    await server.callerAs('viewer');
    const [well] = await server.database.query<{ id: string }>(
      `WITH field AS (INSERT INTO fields (tenant_id, name) SELECT id, 'Aurora' FROM tenants WHERE name = 'default' RETURNING tenant_id, id)
       INSERT INTO wells (tenant_id, field_id, name) SELECT tenant_id, id, 'AUR-9' FROM field RETURNING id`,
    );
    wellId = well!.id;
  });
  afterEach(() => house?.closePages());
  afterAll(() => house?.[Symbol.asyncDispose]());

  const submitted = async (by: Caller): Promise<string> => {
    const { programs } = by.api.drilling;
    const { id, version } = await programs.create.mutate({ wellId, ...CONTENT });
    await programs.move.mutate({ programId: id, expectedVersion: version, transition: 'submit' });
    return id;
  };

  test('write a draft and submit it by keys alone, and then wait for somebody else', async () => {
    const page = await house.visit('/drilling', { role: 'supervisor' });
    await page.getByRole('button', { name: 'Write a program' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Well').selectOption('AUR-9');
    await dialog.getByLabel('Budget').fill('7850000');
    await dialog.getByLabel('Name').fill('AUR-9 sidetrack');
    await dialog.getByLabel('Planned depth').fill('9800');
    await dialog.getByRole('button', { name: 'Write a program' }).press('Enter');
    await dialog.getByText('Write the three letters of its currency.').waitFor();
    await dialog.getByLabel('Currency').fill('usd');
    await dialog.getByRole('button', { name: 'Write a program' }).press('Enter');
    await page.getByRole('button', { name: 'Submit the program' }).press('Enter');
    // The dialog begins at its first control, and Enter on its button sends it.
    const ask = page.getByRole('dialog', { name: 'Submit the program' });
    await ask.getByRole('button', { name: 'Submit the program' }).press('Enter');
    await page.getByText('“Approve the program” waits for somebody else').waitFor();
    expect(await page.getByRole('button', { name: 'Approve the program' }).count()).toBe(0);
    const current = page.locator('.life [aria-current="step"]');
    expect(await current.textContent()).toContain('Submitted');
    await page.getByText('7,850,000.00 USD').waitFor();
  });

  test('approve what another submitted: it gets its number, is locked, and tells its history', async () => {
    const id = await submitted(engineer);
    const page = await house.visit(`/drilling/${id}`, { role: 'supervisor' });
    await page.getByRole('button', { name: 'Approve the program' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve the program' }).click();
    await page.getByText(/^DP-\d{4}-\d{4}$/).waitFor();
    await page.getByText('locked: correct it by a new one').waitFor();
    const history = page.getByRole('region', { name: 'History' }).getByRole('listitem');
    await expect.poll(() => history.count()).toBe(3);
    expect(await history.first().textContent()).toContain('Approved by supervisor');
  });

  test('send a program back with a reason, which they ask for', async () => {
    const id = await submitted(engineer);
    const page = await house.visit(`/drilling/${id}`, { role: 'supervisor', locale: 'es-ES' });
    await page.getByRole('button', { name: 'Devolverlo' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Devolverlo' }).click();
    await dialog.getByText('Complete este campo.').waitFor();
    await dialog.getByLabel('Motivo').fill('falta el lodo');
    await dialog.getByRole('button', { name: 'Devolverlo' }).click();
    await page.getByText('falta el lodo').waitFor();
    await page.getByRole('button', { name: 'Guardar el borrador' }).waitFor();
    const { state, moves } = await engineer.api.drilling.programs.get.query({ programId: id });
    expect([state, moves[0]?.reason]).toEqual(['draft', 'falta el lodo']);
  });

  test('say at the day that it cannot be, and correct an approved program by a new one', async () => {
    const id = await submitted(engineer);
    const { programs } = supervisor.api.drilling;
    const { version } = await programs.get.query({ programId: id });
    await programs.move.mutate({
      programId: id,
      expectedVersion: version,
      transition: 'approve',
    });
    const page = await house.visit(`/drilling/${id}`, { role: 'engineer' });
    await page.getByRole('button', { name: 'Report the spud' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Day of the spud').fill('2999-01-01');
    await dialog.getByRole('button', { name: 'Report the spud' }).click();
    await dialog.getByText('This day is still to come').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Correct by a new one' }).click();
    await dialog.getByRole('button', { name: 'Correct by a new one' }).click();
    await page.getByText(/^Corrects/).waitFor();
    expect(page.url()).not.toContain(id);
    await page.getByRole('button', { name: 'Save the draft' }).waitFor();
  });

  test('say that somebody else was quicker, and show a viewer no button', async () => {
    const { programs } = engineer.api.drilling;
    const { id, version } = await programs.create.mutate({ wellId, ...CONTENT });
    const page = await house.visit(`/drilling/${id}`, { role: 'supervisor' });
    await page.getByLabel('Name').fill('AUR-9 deeper');
    await programs.update.mutate({
      programId: id,
      expectedVersion: version,
      ...CONTENT,
      plannedDays: 30,
    });
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await page.getByText('Somebody has changed this meanwhile.').waitFor();
    const reader = await house.visit(`/drilling/${id}`, { role: 'viewer' });
    await reader.getByRole('region', { name: 'History' }).waitFor();
    expect(await reader.locator('.page-actions button, main form').count()).toBe(0);
  });

  test.each([
    ['the list', 'LIST', 'en-GB', 1280],
    ['the list on a phone', 'LIST', 'es-ES', 390],
    ['a draft', 'DRAFT', 'en-GB', 1280],
    ['a submitted program on a phone', 'SUBMITTED', 'es-ES', 390],
  ])('keep nobody out of %s: %s in %s, %d pixels wide', async (_name, kind, locale, width) => {
    const { id: draftId } = await engineer.api.drilling.programs.create.mutate({
      wellId,
      ...CONTENT,
    });
    const submittedId = kind === 'SUBMITTED' ? await submitted(engineer) : draftId;
    const path = kind === 'LIST' ? '/drilling' : `/drilling/${submittedId}`;
    const page = await house.visit(path, { role: 'supervisor', locale, width });
    await page.locator('main table, main .timeline').first().waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    if (width < 400) return;
    // Drawn when the health has come: a link that comes while keys are pressed is not counted.
    await page.getByText('No collector is working').first().waitFor();
    expect(await findKeyboardFaults(page)).toEqual([]);
  });
});
