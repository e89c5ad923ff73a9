import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSomebody, startGateway, type TestGateway } from '../support/test-gateway.ts';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const SCRIPT = 'export const one = 1;';

let folder: string;
let gateway: TestGateway;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varve-console-'));
  await mkdir(join(folder, 'assets'));
  const page = '<!doctype html><script src="./assets/main-1a2b.js"></script>';
  await writeFile(join(folder, 'index.html'), page);
  await writeFile(join(folder, 'index.html.br'), brotliCompressSync(page));
  await writeFile(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, 'assets/main-1a2b.js'), SCRIPT);
  await writeFile(join(folder, 'assets/main-1a2b.js.br'), brotliCompressSync(SCRIPT));
  await writeFile(join(folder, 'assets/main-1a2b.js.gz'), gzipSync(SCRIPT));
  gateway = await startGateway(
    { consoleFolder: folder, anonymousCallsPerMinute: 10_000 },
    (server) => {
      asSomebody(server);
      server.get('/api/broken', () => Promise.reject(new Error('broken')));
    },
  );
});
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(gateway.address + path, { headers });

/** Lines of an answer's head, by name. */
function headOf(answer: string): ReadonlyMap<string, string> {
  const [, ...lines] = answer.split('\r\n\r\n', 1)[0]!.split('\r\n');
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

/** Asks by hand: an address goes as it is written. */
async function askByHand(line: string): Promise<ReadonlyMap<string, string>> {
  return headOf(await gateway.exchange(`${line}\r\nhost: localhost\r\nconnection: close\r\n\r\n`));
}

test.each([
  'GET / HTTP/1.1',
  'GET /no/such/page HTTP/1.1',
  'GET /assets/main-1a2b.js HTTP/1.1',
  'GET /assets/none.js HTTP/1.1',
  'GET /api/none HTTP/1.1',
  'GET /api/broken HTTP/1.1',
  'GET /live HTTP/1.1',
  'GET /metrics HTTP/1.1',
  'GET /trpc/status.health HTTP/1.1',
  'GET /trpc/none HTTP/1.1',
  'GET /%zz HTTP/1.1',
  'GET /../../etc/passwd HTTP/1.1',
  `GET /trpc/${'x'.repeat(6_000)} HTTP/1.1`,
  'BREW / HTTP/1.1',
  'no request at all',
  'OPTIONS /api/none HTTP/1.1',
])('the security headers and an id go with the answer to %s', async (line) => {
  const head = await askByHand(line);
  expect(head.get('content-security-policy')).toBe(POLICY);
  expect(head.get('x-content-type-options')).toBe('nosniff');
  expect(head.get('referrer-policy')).toBe('same-origin');
  expect(head.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(head.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(head.get('x-request-id')).toMatch(/^[0-9a-f]{12}$/);
});

describe('caches', () => {
  test.each(['/trpc/status.health', '/trpc/none', '/api/none', '/api/health', '/live', '/metrics'])(
    'keep nothing of %s',
    async (path) => {
      expect((await get(path)).headers.get('cache-control')).toBe('no-store');
    },
  );

  test('keep nothing of a stream, and do not compress it', async () => {
    const aborting = new AbortController();
    const { headers } = await fetch(`${gateway.address}/trpc/live.follow?input={}`, {
      signal: aborting.signal,
    });
    expect(headers.get('content-type')).toContain('text/event-stream');
    expect(headers.get('cache-control')).toBe('no-store, no-transform');
    expect(headers.get('content-security-policy')).toBe(POLICY);
    aborting.abort();
  });

  test('keep files for good that are named by what is in them, and ask anew for the others', async () => {
    const cachingOf = async (path: string) => (await get(path)).headers.get('cache-control');
    expect(await cachingOf('/assets/main-1a2b.js')).toBe('public, max-age=31536000, immutable');
    for (const path of ['/', '/index.html', '/icon.svg', '/some/page']) {
      expect(await cachingOf(path)).toBe('no-cache');
    }
  });
});

describe('a file of the console', () => {
  test.each(['br', 'gzip'])('comes compressed by %s to whoever takes that', async (encoding) => {
    const answer = await get('/assets/main-1a2b.js', { 'accept-encoding': encoding });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('content-type')).toContain('javascript');
    expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(await answer.text()).toBe(SCRIPT);
  });

  test('comes as it is to whoever takes nothing else', async () => {
    const answer = await get('/assets/main-1a2b.js', { 'accept-encoding': 'identity' });
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(await answer.text()).toBe(SCRIPT);
  });

  test('is found compressed at the root too', async () => {
    const answer = await get('/', { 'accept-encoding': 'br' });
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('./assets/main-1a2b.js');
  });

  test.each(['/assets/main-1a2b.js.br', '/assets/main-1a2b.js.gz', '/assets/..%2f..%2fetc/passwd'])(
    'has no other address: %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});

test.each([200_000, 21])('an address of %i steps is no page', async (steps) => {
  const answer = await get('/'.repeat(steps + 1));
  expect(answer.status).toBe(404);
  expect((await answer.text()).length).toBeLessThan(1_000);
});
