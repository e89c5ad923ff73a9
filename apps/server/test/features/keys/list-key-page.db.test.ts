import { keyPage } from '@varve/contract';
import { expect, test } from 'vitest';
import { startTestServer } from '../../support/test-server.ts';

test('keys come in pages, the newest first', async () => {
  await using house = await startTestServer([
    { name: 'line-a', protocol: 'program', tags: [{ name: 'pressure' }] },
  ]);
  const make = async (): Promise<string> =>
    (await house.makeKey({ permissions: ['tags.read'] })).id;
  const made = [await make(), await make(), await make()];
  const headers = { ...(await house.headersOf('admin')) };
  const pageOf = async (query: string) => {
    const response = await fetch(`${house.address}/api/v1/keys?${query}`, { headers });
    return keyPage.parse(await response.json());
  };
  const first = await pageOf('limit=2');
  expect(first.keys.map(({ id }) => id)).toEqual([made[2], made[1]]);
  const second = await pageOf(`limit=1&cursor=${first.nextCursor}`);
  expect(second.keys.map(({ id }) => id)).toEqual([made[0]]);
  expect(second.nextCursor).toBeNull();
});
