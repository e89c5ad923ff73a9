import { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ServerError } from '../../src/kit/server-error.ts';
import { may } from '../../src/trpc/procedures.ts';
import { createRouter } from '../../src/trpc/trpc.ts';
import { startBesideTrpc, type BesideTrpc } from '../support/beside-trpc.ts';

let changes = 0;
const numbers = z.object({ number: z.number() });
const router = createRouter({
  change: may('status.read').mutation(() => ++changes && 'changed'),
  echo: may('status.read')
    .input(z.unknown())
    .query(({ input }) => ({ text: 'ñandú', input })),
  nothing: may('status.read').query(() => undefined),
  double: may('status.read')
    .input(numbers)
    .query(({ input }) => 2 * input.number),
  add: may('status.read')
    .input(numbers)
    .mutation(({ input }) => input.number + 1),
  refuse: may('status.read').query(() => {
    throw new ServerError('TAG_UNKNOWN', 'there is no tag 7');
  }),
  teapot: may('status.read').query(() => {
    throw new TRPCError({ code: 'CONFLICT', message: 'so it is' });
  }),
  fail: may('status.read').query(() => {
    throw new Error('SELECT secret');
  }),
  stream: may('status.read').subscription(async function* () {
    yield 1;
  }),
});

let beside: BesideTrpc;
beforeAll(async () => {
  beside = await startBesideTrpc(router);
});
afterAll(() => beside?.[Symbol.asyncDispose]());

test('a change that is asked for by GET is refused, and not made', async () => {
  changes = 0;
  const url = `${beside.ours}/trpc/change`;
  expect((await fetch(url)).status).toBe(405);
  await fetch(`${url}?batch=1`);
  await fetch(url, { method: 'HEAD' });
  expect(changes).toBe(0);
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(200);
  expect(changes).toBe(1);
});

const input = (value: unknown): string => encodeURIComponent(JSON.stringify(value));
const batchOf = (count: number): string => Array.from({ length: count }, () => 'nothing').join(',');

const questions: readonly string[] = [
  'nothing',
  'nothing?batch=1',
  'nothing,nothing',
  'nothing,nothing?batch=1',
  'nothing,nothing?batch=2',
  `${batchOf(10)}?batch=1`,
  `${batchOf(11)}?batch=1`,
  'echo',
  'echo?input=',
  'echo?input=null',
  'echo?input=7',
  `echo?input=${input({ a: [1, { b: 'á + b & c' }] })}`,
  `echo?input=${input('a b').replace('%20', '+')}`,
  `echo?batch=1&input=${input({ 0: { a: 1 } })}`,
  `echo,echo?batch=1&input=${input({ 1: 'second' })}`,
  `echo,echo?batch=1&input=${input(['first', 'second'])}`,
  `echo,echo?batch=1&input=${input('no inputs')}`,
  'echo?batch=1&input=null',
  'echo?input={',
  'echo?input=%E0%A4%A',
  `double?input=${input({ number: 21 })}`,
  `double?input=${input({ number: 'many' })}`,
  'double',
  `double,refuse?batch=1&input=${input({ 0: { number: 1 } })}`,
  'refuse',
  'refuse,refuse?batch=1',
  'refuse,teapot,nothing?batch=1',
  'teapot',
  'fail',
  'fail,nothing?batch=1',
  'unknown',
  'nothing,unknown?batch=1',
  'constructor',
  '__proto__?batch=1',
  'nothing,change?batch=1',
  'change',
  ',?batch=1',
  'stream?batch=1',
  'stream,nothing?batch=1',
];

const changesAsked: readonly [path: string, body: string | undefined][] = [
  ['change', '{}'],
  ['change', 'null'],
  ['change', undefined],
  ['change', '{'],
  ['change,change?batch=1', '{}'],
  ['add', '{"number":1}'],
  ['add', '{"number":"one"}'],
  ['add,add?batch=1', '{"0":{"number":1},"1":{"number":2}}'],
  ['add,add?batch=1', '[{"number":1},{"number":2}]'],
  ['add,change?batch=1', '{"0":{}}'],
  ['double', '{"number":21}'],
  ['double?input=%7B%22number%22%3A1%7D', '{"number":21}'],
  ['double,echo?batch=1', '{"0":{"number":21},"1":"second"}'],
  ['double,add?batch=1', '{}'],
  ['unknown', '{}'],
  ['stream', '{}'],
];

test.each(questions)('the question %s is answered as by tRPC', async (path) => {
  const { our, their } = await beside.told(path, {});
  expect(our).toEqual(their);
});

test.each(changesAsked)('a POST of %s with %s is answered as by tRPC', async (path, body) => {
  const headers = { 'content-type': 'application/json' };
  const { our, their } = await beside.told(path, { method: 'POST', headers, body: body ?? '' });
  expect(our).toEqual(their);
});

test('a whole question is answered in one piece, whose length is told', async () => {
  for (const path of ['nothing', 'refuse', 'nothing,refuse?batch=1']) {
    const answer = await fetch(`${beside.ours}/trpc/${path}`);
    expect(Number(answer.headers.get('content-length'))).toBe((await answer.bytes()).length);
  }
});

test('answers by lines are left to tRPC', async () => {
  const headers = { 'trpc-accept': 'application/jsonl' };
  const { our, their } = await beside.told('nothing,nothing?batch=1', { headers });
  expect(our).toEqual(their);
  expect(our.text).toContain('\n');
});
