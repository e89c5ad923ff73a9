import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../server/test/support/test-database.ts';
import { freePort } from '../../../test/free-port.ts';
import { hashPassword } from '../../../packages/db/src/index.ts';
import { chromium, needs } from '../../../test/requirement.ts';
import { startVarve, type VarveProcess } from '../../../test/varve-process.ts';
import { findAxeFaults } from '../sheets/find-axe-faults.ts';
import { logIn } from '../sheets/log-in.ts';
import { startChromium } from './support/start-chromium.ts';

const PASSWORD = 'the tide is out again';
const CONFIGURATION = `sources:
  - name: well-pad
    protocol: modbus
    host: 127.0.0.1
    port: 1
    tags:
      - name: well-1/tubing-pressure
        address: 0
`;

describe('a server without users, in a browser', needs(chromium), () => {
  let database: TestDatabase;
  let varve: VarveProcess;
  let browser: Browser;
  let home: string;

  beforeAll(async () => {
    database = await startTestDatabase();
    const { connectionString, directory } = database;
    const file = join(directory, 'varve.yaml');
    await writeFile(file, CONFIGURATION);
    const options = ['--config', file, '--database', connectionString, '--directory', directory];
    varve = startVarve('start', ...options, '--port', String(await freePort()));
    const [, address] = await varve.printed(/Varve runs at (http:\S+)/);
    home = new URL(address!).href;
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    varve?.child.kill('SIGTERM');
    await varve?.ended;
    await database?.[Symbol.asyncDispose]();
  });

  const visit = async (path: string): Promise<Page> => {
    const page = await browser.newPage({ locale: 'en-GB' });
    page.setDefaultTimeout(60_000);
    await page.goto(new URL(path, home).href);
    return page;
  };

  test('leads everybody to the set-up, says which password it refuses, and lets its first user in', async () => {
    const page = await visit('/status');
    await page.getByRole('heading', { name: 'Set up this server' }).waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    const code = (await readFile(join(database.directory, 'setup-code'), 'utf8')).trim();
    await page.getByLabel('Set-up code').fill(code);
    await page.getByLabel('User name').fill('marta');
    const password = page.getByLabel('New password');
    await password.fill('marta-marta-marta');
    await password.press('Enter');
    await page.getByText('It has a name in it that everybody knows').waitFor();
    await password.fill('one heron on a slow river');
    await password.press('Enter');
    await page.getByRole('heading', { name: 'Set up your second factor' }).waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign out (marta)' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.close();
  });

  test('names the permission of a page that a person may not see', async () => {
    await database.query("UPDATE tenants SET factor_roles = '{}'");
    await database.query(
      `WITH made AS (
         INSERT INTO users (tenant_id, username, password_hash)
         SELECT id, 'storekeeper', $1 FROM tenants WHERE name = 'default' RETURNING tenant_id, id)
       INSERT INTO user_roles (tenant_id, user_id, role_id)
       SELECT made.tenant_id, made.id, r.id FROM made JOIN roles r ON r.tenant_id = made.tenant_id AND r.name = 'storekeeper'`,
      [await hashPassword(PASSWORD)],
    );
    const context = await browser.newContext({ locale: 'en-GB' });
    await logIn(context, { home, username: 'storekeeper', password: PASSWORD });
    const page = await context.newPage();
    await page.goto(new URL('/status', home).href);
    await page.getByText('Not for your role').first().waitFor();
    expect(await page.locator('main code').textContent()).toBe('status.read');
    expect(await findAxeFaults(page)).toEqual([]);
    await context.close();
  });
});
