import { getEventListeners, once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { LatestSample } from '@varve/contract';
import { describe, expect, test } from 'vitest';
import type { Collector } from '../../src/kit/collector.ts';
import { asSomebody, collectorThatTold, partsOf, startGateway } from '../support/test-gateway.ts';

const SAMPLE: LatestSample = { tagId: 1, timeMs: 0, value: 0.5, status: 0 };

/** A server whose live values are those of `follow`, asked by somebody with one session. */
async function startFollowed(follow: Collector['follow']) {
  const session = new AbortController();
  const collector = { ...collectorThatTold(() => []), follow };
  const gateway = await startGateway({ parts: partsOf({ collector }) }, (server) =>
    asSomebody(server, { signal: session.signal }),
  );
  const url = `${gateway.address}/trpc/live.follow?input={}`;
  return { gateway, session, url, [Symbol.asyncDispose]: () => gateway.server.close() };
}

/** One sample, then none, until it is left. */
function quiet() {
  const left = Promise.withResolvers<void>();
  const follow: Collector['follow'] = async function* (_tagIds, signal) {
    try {
      yield [SAMPLE];
      await once(signal, 'abort').catch(() => undefined);
    } finally {
      left.resolve();
    }
  };
  return { follow, left: left.promise };
}

/** Reads a stream until it has told a text. */
async function readUntil(answer: Response, text: string) {
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let told = '';
  const more = async (): Promise<boolean> => {
    const { done, value = '' } = await reader.read();
    told += value;
    return !done;
  };
  while (!told.includes(text) && (await more()));
  return {
    /** All that it tells until its end. */
    rest: async (): Promise<string> => {
      while (await more());
      return told;
    },
  };
}

const listenersOf = ({ signal }: AbortController): number =>
  getEventListeners(signal, 'abort').length;

describe('a stream of live values', () => {
  test('ends with its session: its reader is told why, and nothing of it is left', async () => {
    const { follow, left } = quiet();
    await using followed = await startFollowed(follow);
    const answer = await fetch(followed.url);
    const stream = await readUntil(answer, 'data: [{');
    expect(listenersOf(followed.session)).toBe(1);
    followed.session.abort();
    const [, error] = /event: serialized-error\ndata: (.*)\n\n$/.exec(await stream.rest())!;
    expect(JSON.parse(error!)).toMatchObject({
      data: { reason: 'UNAUTHENTICATED', requestId: answer.headers.get('x-request-id') },
    });
    await left;
    expect(listenersOf(followed.session)).toBe(0);
  });

  test('is left when its reader leaves', async () => {
    const { follow, left } = quiet();
    await using followed = await startFollowed(follow);
    const leaving = new AbortController();
    const answer = await fetch(followed.url, { signal: leaving.signal });
    await readUntil(answer, 'data: [{');
    leaving.abort();
    await left;
    await expect.poll(() => listenersOf(followed.session)).toBe(0);
  });

  test('ends with the server, without an error', async () => {
    const { follow, left } = quiet();
    const { gateway, url } = await startFollowed(follow);
    const stream = await readUntil(await fetch(url), 'data: [{');
    await gateway.server.close();
    expect(await stream.rest()).not.toMatch(/^event: (?:serialized-error|return)$/m);
    await left;
  });

  test('that fails tells no more than the id by which the log has the rest', async () => {
    await using followed = await startFollowed(async function* () {
      yield [SAMPLE];
      throw new Error('SELECT secret');
    });
    const answer = await fetch(followed.url);
    const text = await answer.text();
    const requestId = answer.headers.get('x-request-id')!;
    expect(text).toContain('event: serialized-error\n');
    expect(text).toContain(requestId);
    expect(text).not.toContain('secret');
    const failed = followed.gateway.log.filter(({ msg }) => msg === 'a call failed');
    expect(failed).toMatchObject([{ requestId, path: 'live.follow' }]);
  });

  test('is opened for a stranger too, to tell him that he is one', async () => {
    await using gateway = await startGateway();
    const answer = await fetch(`${gateway.address}/trpc/live.follow?input={}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(
      /^event: connected\n.*\n\nevent: serialized-error\n.*log in/,
    );
  });

  test('waits for a slow reader, and for him alone', async () => {
    const MESSAGES = 300;
    // A message has some 100 kB: two sockets hold a hundred of them at most.
    const samples = Array.from({ length: 2_000 }, () => SAMPLE);
    const asked: number[] = [];
    await using followed = await startFollowed(async function* (_tagIds, signal) {
      const reader = asked.push(0) - 1;
      while (!signal.aborted) {
        asked[reader]!++;
        yield samples;
      }
    });
    const open = async (): Promise<IncomingMessage> => {
      const request = get(followed.url);
      const [answer] = (await once(request, 'response')) as [IncomingMessage];
      return answer;
    };
    const slow = await open();
    await once(slow, 'readable');
    const fast = await open();
    fast.resume();
    await expect.poll(() => asked[1], { timeout: 30_000 }).toBeGreaterThan(MESSAGES);
    expect(asked[0]).toBeLessThan(MESSAGES / 2);
    slow.destroy();
    fast.destroy();
  });
});
