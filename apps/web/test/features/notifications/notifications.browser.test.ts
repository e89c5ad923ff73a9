import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromium, needs } from '../../../../../test/requirement.ts';
import { findAxeFaults } from '../../../sheets/find-axe-faults.ts';
import { findLayoutFaults } from '../../../sheets/find-layout-faults.ts';
import { findKeyboardFaults } from '../../support/find-keyboard-faults.ts';
import { startPeopleConsole, type PeopleConsole } from '../../support/people-console.ts';

describe('the pages about messages, in a browser', needs(chromium), () => {
  let house: PeopleConsole;
  beforeAll(async () => {
    house = await startPeopleConsole();
  });
  afterEach(() => house?.closePages());
  afterAll(() => house?.[Symbol.asyncDispose]());

  const asAdmin = async () => (await house.server.callerAs('admin')).api.notifications;

  test('lead from no channel to a mail server, which is tried, changed and told from a newer one', async () => {
    const page = await house.visit('/notifications/rules');
    await page.getByText('Add the mail server or a webhook first').waitFor();
    await page.getByRole('link', { name: 'To the channels' }).click();
    await page.getByText('No channel yet').waitFor();
    await page.getByRole('button', { name: 'Add mail server' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Post');
    await dialog.getByLabel('Mail server').fill('mail.example');
    await dialog.getByLabel('User name').fill('varve');
    await dialog.getByRole('textbox', { name: 'Password' }).fill('a secret of the mail server');
    await dialog.getByRole('button', { name: 'Save mail server' }).click();
    await dialog.getByText('Write an address such as').waitFor();
    await dialog.getByLabel('Sender').fill('varve@field.example');
    await dialog.getByRole('button', { name: 'Save mail server' }).click();
    await page.getByText('mail.example:587').waitFor();
    expect(await page.content()).not.toContain('a secret of the mail server');

    await page.getByRole('button', { name: 'Send a test over Post' }).click();
    await dialog.getByText('The message is on its way.').waitFor();
    // The server of this test sends nothing: what a relay writes is written here.
    await house.server.database.query(
      "UPDATE deliveries SET state = 'failed', attempts = 1, last_error = 'connect ECONNREFUSED 192.0.2.9:587', next_attempt_at = now() + interval '1 min'",
    );
    await dialog.getByText('connect ECONNREFUSED').waitFor();
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

    await page.getByRole('button', { name: 'More actions of Post' }).click();
    await page.getByRole('menuitem', { name: 'Change' }).click();
    await dialog.getByLabel('Mail server').fill('post.example');
    await dialog.getByRole('button', { name: 'Save mail server' }).click();
    await dialog.getByText('The mail server is another: give its password again.').waitFor();
    const api = await asAdmin();
    const [stored] = await api.channels.list.query();
    const {
      hasPassword: _hasPassword,
      version,
      ...rest
    } = stored as Extract<typeof stored, { kind: 'mail' }>;
    await api.channels.update.mutate({
      ...rest,
      expectedVersion: version,
      port: 25,
      password: null,
    });
    await dialog.getByRole('textbox', { name: 'Password' }).fill('again');
    await dialog.getByRole('button', { name: 'Save mail server' }).click();
    await dialog.getByText('Somebody has changed this meanwhile.').waitFor();
  });

  test('show the key of a webhook once, make a rule for it, and keep the channel while the rule is there', async () => {
    const page = await house.visit('/notifications');
    await page.getByRole('button', { name: 'Add webhook' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Post');
    await dialog.getByLabel('Address').fill('https://hooks.example/services/secret');
    const key = await dialog.getByLabel('Signing key').inputValue();
    expect(key.length).toBeGreaterThanOrEqual(43);
    await dialog.getByRole('button', { name: 'Save webhook' }).click();
    await dialog.getByText('This is taken already.').waitFor();
    await dialog.getByLabel('Name', { exact: true }).fill('Hook');
    await dialog.getByRole('button', { name: 'Save webhook' }).click();
    await page.getByText('hooks.example').waitFor();
    expect(await page.content()).not.toContain(key);

    await page.getByRole('link', { name: 'Rules' }).click();
    await page.getByRole('button', { name: 'Add rule' }).click();
    await dialog.getByLabel('Name', { exact: true }).fill('Nights');
    await dialog.getByLabel('Channel').selectOption('Post');
    await dialog.getByLabel('Quiet from').fill('22:00');
    await dialog.getByRole('button', { name: 'Save rule' }).click();
    await dialog.getByText('Give two different times, or none.').waitFor();
    await dialog.getByLabel('Quiet until').fill('06:00');
    await dialog.getByRole('button', { name: 'Save rule' }).click();
    await dialog.getByText('Choose who gets the mails.').waitFor();
    await dialog.getByLabel('Channel').selectOption('Hook');
    await dialog.getByRole('button', { name: 'Save rule' }).click();
    await page.getByText('22:00–06:00').waitFor();

    await page.getByRole('link', { name: 'Channels' }).click();
    await page.getByRole('button', { name: 'More actions of Hook' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await dialog.getByText('Rules use this channel.').waitFor();
  });

  test('send a message again that failed for good, and keep the filter in the address', async () => {
    await house.server.database.query("UPDATE deliveries SET state = 'dead'");
    const page = await house.visit('/notifications/deliveries?state=dead');
    await page.getByText('connect ECONNREFUSED').waitFor();
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByText('No message is in this state').waitFor();
    await page.getByLabel('State', { exact: true }).selectOption('pending');
    await page.getByText('Test of a channel').waitFor();
    expect(new URL(page.url()).searchParams.get('state')).toBe('pending');
  });

  test.each([
    ['/notifications', 'en-GB', 1440, 'dark'],
    ['/notifications/rules', 'es-ES', 375, 'light'],
    ['/notifications/deliveries', 'en-GB', 375, 'light'],
  ] as const)(
    'let everybody in at %s: %s, %d pixels wide, %s',
    async (path, locale, width, colorScheme) => {
      const page = await house.visit(path, { locale, width, colorScheme });
      await page.locator('main table').waitFor();
      expect(await findAxeFaults(page)).toEqual([]);
      expect(await page.evaluate(findLayoutFaults)).toEqual([]);
      expect(await findKeyboardFaults(page)).toEqual([]);
    },
  );
});
