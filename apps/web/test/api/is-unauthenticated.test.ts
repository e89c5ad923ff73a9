import { expect, test } from 'vitest';
import { isUnauthenticated } from '../../src/api/is-unauthenticated.ts';

const refusal = (reason: string): object => ({ error: { message: '', data: { reason } } });
const answer = (body: unknown, status = 401): Response => Response.json(body, { status });

test('a call or a batch without a valid session is a reason to refresh', async () => {
  expect(await isUnauthenticated(answer(refusal('UNAUTHENTICATED')))).toBe(true);
  expect(await isUnauthenticated(answer([refusal('SESSION_EXPIRED')]))).toBe(true);
});

test('a wrong password, a page of a proxy and an answer are none', async () => {
  expect(await isUnauthenticated(answer([refusal('CREDENTIALS_WRONG')]))).toBe(false);
  expect(await isUnauthenticated(new Response('<h1>401</h1>', { status: 401 }))).toBe(false);
  expect(await isUnauthenticated(answer([refusal('UNAUTHENTICATED')], 207))).toBe(false);
});

test('a route that is no call says it beside its message', async () => {
  expect(await isUnauthenticated(answer({ error: 'log in', code: 'SESSION_EXPIRED' }))).toBe(true);
  expect(await isUnauthenticated(answer({ error: 'no', code: 'CREDENTIALS_WRONG' }))).toBe(false);
});
