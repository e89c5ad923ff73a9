import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import { tracked } from '@trpc/server';
import { expect, test, vi } from 'vitest';
import { eventStream } from '../../src/http/event-stream.ts';

const CLIENT = { reconnectAfterInactivityMs: 10_000 };
const CONNECTED = `event: connected\ndata: ${JSON.stringify(CLIENT)}\n\n`;

type Options = Parameters<typeof eventStream>[1];

function streamOf(messages: AsyncIterable<unknown>, given: Partial<Options> = {}) {
  const onClosed = vi.fn<() => void>();
  const tell = (error: unknown): unknown => ({ told: (error as Error).message });
  const options = { pingMs: 60_000, client: CLIENT, tell, onClosed, ...given };
  return { stream: eventStream(messages, options), onClosed };
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const piece of stream) text += String(piece);
  return text;
}

test('messages are events, and the end is one', async () => {
  async function* messages() {
    yield [{ tagId: 1, value: 0.5 }];
    yield 'two\nlines';
  }
  const { stream, onClosed } = streamOf(messages());
  expect(await textOf(stream)).toBe(
    `${CONNECTED}data: [{"tagId":1,"value":0.5}]\n\ndata: "two\\nlines"\n\nevent: return\ndata: \n\n`,
  );
  expect(onClosed).toHaveBeenCalledOnce();
});

test.each([
  [new Error('no more'), 'event: serialized-error\ndata: {"told":"no more"}\n\n'],
  [new DOMException('left', 'AbortError'), ''],
])('a failure is told, unless the reader has left: %s', async (error, told) => {
  async function* messages() {
    yield 1;
    throw error;
  }
  expect(await textOf(streamOf(messages()).stream)).toBe(`${CONNECTED}data: 1\n\n${told}`);
});

test('a message that cannot be written is a failure', async () => {
  async function* messages() {
    yield 1n;
  }
  expect(await textOf(streamOf(messages()).stream)).toContain('event: serialized-error\n');
});

test('an error that cannot be told cuts the stream', async () => {
  async function* messages() {
    yield 1n;
  }
  const { stream, onClosed } = streamOf(messages(), { tell: () => 1n });
  await expect(textOf(stream)).rejects.toThrow(TypeError);
  expect(onClosed).toHaveBeenCalledOnce();
});

test('a message with an id has it, and one without leaves the last one to be sent again', async () => {
  async function* messages() {
    yield 'none yet';
    yield tracked('a', 1);
    yield 'none';
  }
  const restored = 'data: "none"\nid: \n\nevent: restore-id\ndata: \nid: a\n\n';
  expect(await textOf(streamOf(messages()).stream)).toBe(
    `${CONNECTED}data: "none yet"\n\ndata: 1\nid: a\n\n${restored}event: return\ndata: \n\n`,
  );
});

test('messages are made in the context of the request, whoever reads', async () => {
  const request = new AsyncLocalStorage<string>();
  async function* messages() {
    yield request.getStore();
    throw new Error('no more');
  }
  const tell = () => request.getStore();
  const { stream } = request.run('one', () => streamOf(messages(), { tell }));
  const text = await request.run('another', () => textOf(stream));
  expect(text).toBe(`${CONNECTED}data: "one"\n\nevent: serialized-error\ndata: "one"\n\n`);
});

test('a silence is broken by pings, and the message after it comes', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  async function* messages() {
    await promise;
    yield 1;
  }
  const { stream } = streamOf(messages(), { pingMs: 5 });
  let text = '';
  for await (const piece of stream) {
    text += String(piece);
    if (text.endsWith('event: ping\ndata: \n\nevent: ping\ndata: \n\n')) resolve();
  }
  expect(text).toMatch(
    /^event: connected\n.*\n\n(event: ping\ndata: \n\n){2,}data: 1\n\nevent: return/,
  );
});

test('no more is asked for than a slow reader takes', async () => {
  let asked = 0;
  async function* messages() {
    for (;;) yield ++asked;
  }
  const { stream } = streamOf(messages());
  // The greeting fills it: nothing is asked for before it was read.
  await once(stream, 'readable');
  expect(asked).toBe(0);
  for (let taken = 0; taken < 5; taken++) {
    stream.read();
    await once(stream, 'readable');
    expect(asked).toBe(taken + 1);
  }
  stream.destroy();
});

test('what is read is left when the reader leaves', async () => {
  const returned = Promise.withResolvers<void>();
  async function* messages() {
    try {
      for (;;) yield 1;
    } finally {
      returned.resolve();
    }
  }
  const { stream, onClosed } = streamOf(messages());
  await once(stream, 'readable');
  stream.read();
  await once(stream, 'readable');
  stream.destroy();
  await returned.promise;
  expect(onClosed).toHaveBeenCalledOnce();
});
