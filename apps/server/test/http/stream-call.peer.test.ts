import { tracked } from '@trpc/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ServerError } from '../../src/kit/server-error.ts';
import { may } from '../../src/trpc/procedures.ts';
import { createRouter } from '../../src/trpc/trpc.ts';
import { startBesideTrpc, type BesideTrpc } from '../support/beside-trpc.ts';

const router = createRouter({
  numbers: may('status.read')
    .input(z.object({ to: z.int() }))
    .subscription(async function* ({ input }) {
      for (let number = 0; number < input.to; number++) yield { number, text: 'a\n"ö"' };
    }),
  since: may('status.read')
    .input(z.unknown())
    .subscription(async function* ({ input }) {
      yield { input };
      yield tracked('8', 'has an id');
      yield 'has none';
    }),
  inner: createRouter({
    refusing: may('status.read').subscription(async function* () {
      yield 1;
      throw new ServerError('TAG_UNKNOWN', 'there is no tag 7');
    }),
    failing: may('status.read').subscription(async function* () {
      yield 1;
      throw new Error('SELECT secret');
    }),
    leaving: may('status.read').subscription(async function* () {
      yield 1;
      throw new DOMException('left', 'AbortError');
    }),
  }),
});

let beside: BesideTrpc;
beforeAll(async () => {
  beside = await startBesideTrpc(router);
});
afterAll(() => beside?.[Symbol.asyncDispose]());

const input = (value: unknown): string => encodeURIComponent(JSON.stringify(value));

const streams: readonly [path: string, lastEventId?: string][] = [
  [`numbers?input=${input({ to: 3 })}`],
  [`numbers?input=${input({ to: 0 })}`],
  [`numbers?input=${input({ to: 'x' })}`],
  ['numbers?input={'],
  ['numbers?input='],
  ['numbers'],
  ['inner.refusing?input={}'],
  ['inner%2Efailing'],
  ['inner.leaving'],
  ['since'],
  ['since', '7'],
  ['since?input=null', '7'],
  ['since?input=5', '7'],
  ['since?input=[5]', '7'],
  [`since?input=${input({ from: 1 })}`, '7'],
  ['since?lastEventId=6', '7'],
  ['since?lastEventId=6'],
  ['since?Last-Event-Id=6'],
  ['since?lastEventId='],
  ['since?lastEventId=6%0Aevent:%20return'],
];

test.each(streams)('the stream %s, last event %s, is told as by tRPC', async (path, last) => {
  const headers = last === undefined ? {} : { 'last-event-id': last };
  const { our, their } = await beside.told(path, { headers });
  expect(our.type).toBe('text/event-stream');
  // tRPC ends an event with one empty line more.
  const [ourEvents, theirEvents] = [our, their].map(({ text }) => text.split(/\n{2,}/));
  expect(ourEvents!.length).toBeGreaterThan(1);
  expect({ ...our, text: ourEvents }).toEqual({ ...their, text: theirEvents });
});

test.each<RequestInit>([{ method: 'HEAD' }, { headers: { 'trpc-accept': 'application/jsonl' } }])(
  'a stream is no answer to %o, as with tRPC',
  async (init) => {
    const { our, their } = await beside.told('numbers', init);
    expect(our).toEqual(their);
    expect(our.type).not.toBe('text/event-stream');
  },
);
