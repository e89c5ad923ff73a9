import { expect, test } from 'vitest';
import { streamPlaces } from '../../src/trpc/stream-places.ts';

async function* endless(): AsyncGenerator<number> {
  for (let count = 0; ; count++) yield count;
}

test('a session has twenty streams at a time, and another one when one of them ends', async () => {
  const { signal } = new AbortController();
  const streams = Array.from({ length: 20 }, () => streamPlaces(endless(), signal));
  for (const stream of streams) expect(await stream.next()).toEqual({ done: false, value: 0 });
  await expect(streamPlaces(endless(), signal).next()).rejects.toMatchObject({ code: 'THROTTLED' });
  await streams[0]!.return();
  expect(await streamPlaces(endless(), signal).next()).toMatchObject({ value: 0 });
  const another = new AbortController();
  expect(await streamPlaces(endless(), another.signal).next()).toMatchObject({ value: 0 });
});
