import type { BrowserContext } from 'playwright-core';
import type { VarveProcess } from '../../../test/varve-process.ts';

/** A user name with its password, at a server. */
export interface Login {
  /** Address of the console, with a slash at its end. */
  readonly home: string;
  readonly username: string;
  readonly password: string;
}

/** Reads the logins that a demo prints. */
export async function demoLogin(demo: VarveProcess, username: string): Promise<Login> {
  const [, home] = await demo.printed(/log in at (\S+) as/);
  const [, password] = await demo.printed(new RegExp(`^ {2}${username} +(\\S+)$`, 'm'));
  return { home: new URL(home!).href, username, password: password! };
}

/** Logs the pages of a context in: by one call, since a server counts those of strangers. */
export async function logIn(context: BrowserContext, login: Login): Promise<void> {
  const { home, username, password } = login;
  const page = await context.newPage();
  await page.goto(new URL('icon.svg', home).href);
  const status = await page.evaluate(
    async (input) => {
      const body = JSON.stringify(input);
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/api/session/login', { method: 'POST', headers, body })).status;
    },
    { username, password },
  );
  if (status !== 200) throw new Error(`the login of ${username} was answered by ${status}`);
  await page.close();
}
