import { TRPCError } from '@trpc/server';
import { fastifyTRPCPlugin, type CreateFastifyContextOptions } from '@trpc/server/adapters/fastify';
import { fastify, type FastifyInstance } from 'fastify';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { callRoute } from '../../src/http/call-route.ts';
import { ServerError } from '../../src/kit/server-error.ts';
import { may } from '../../src/trpc/procedures.ts';
import { createRouter } from '../../src/trpc/trpc.ts';
import { asSomebody, partsOf } from '../support/test-gateway.ts';

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
});

const servers: FastifyInstance[] = [];
let ours: string;
/** Where tRPC's own plugin answers calls of the same router. */
let theirs: string;

beforeAll(async () => {
  const parts = partsOf({});
  const start = async (prepare: (server: FastifyInstance) => unknown) => {
    const server = fastify();
    server.decorateRequest('access', null);
    asSomebody(server);
    await prepare(server);
    servers.push(server);
    return server.listen({ host: '127.0.0.1', port: 0 });
  };
  ours = await start((server) =>
    callRoute(server, { router, parts, logger: pino({ level: 'silent' }) }),
  );
  theirs = await start((server) =>
    server.register(fastifyTRPCPlugin, {
      prefix: '/trpc',
      trpcOptions: {
        router,
        maxBatchSize: 10,
        allowMethodOverride: true,
        createContext: ({ req }: CreateFastifyContextOptions) => ({
          ...parts,
          access: req.access,
          giveTokens: async () => null,
        }),
      },
    }),
  );
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

test('a change that is asked for by GET is refused, and not made', async () => {
  changes = 0;
  const url = `${ours}/trpc/change`;
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
];

/** Answers of our server, and of tRPC's own plugin. */
async function told(path: string, init: RequestInit) {
  const [our, their] = await Promise.all(
    [ours, theirs].map(async (address) => {
      const answer = await fetch(`${address}/trpc/${path}`, init);
      const type = answer.headers.get('content-type')?.replace(/; ?charset=utf-8$/i, '');
      const vary = answer.headers.get('vary');
      return { status: answer.status, type, vary, text: await answer.text() };
    }),
  );
  return { our, their };
}

test.each(questions)('the question %s is answered as by tRPC', async (path) => {
  const { our, their } = await told(path, {});
  expect(our).toEqual(their);
});

test.each(changesAsked)('a POST of %s with %s is answered as by tRPC', async (path, body) => {
  const headers = { 'content-type': 'application/json' };
  const { our, their } = await told(path, { method: 'POST', headers, body: body ?? '' });
  expect(our).toEqual(their);
});

test('a whole question is answered in one piece, whose length is told', async () => {
  for (const path of ['nothing', 'refuse', 'nothing,refuse?batch=1']) {
    const answer = await fetch(`${ours}/trpc/${path}`);
    expect(Number(answer.headers.get('content-length'))).toBe((await answer.bytes()).length);
  }
});

test('answers by lines are left to tRPC', async () => {
  const headers = { 'trpc-accept': 'application/jsonl' };
  const { our, their } = await told('nothing,nothing?batch=1', { headers });
  expect(our).toEqual(their);
  expect(our!.text).toContain('\n');
});
