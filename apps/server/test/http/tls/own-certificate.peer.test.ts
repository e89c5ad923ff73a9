import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openOwnCertificate } from '../../../src/http/tls/own-certificate.ts';
import type { ServerCertificate } from '../../../src/http/tls/server-certificate.ts';

const DAY_MS = 86_400_000;

let folder: string;
let hosts: string[];
let nowMs: number;
let failures: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varve-tls-'));
  hosts = ['localhost', '127.0.0.1', '::1', 'box.local'];
  nowMs = Date.now();
  failures = [];
});
afterEach(() => rm(folder, { recursive: true }));

const open = (lookEveryMs = 20): Promise<ServerCertificate> =>
  openOwnCertificate({
    directory: folder,
    names: ['plant.example'],
    onFailed: (reason) => failures.push(reason),
    hosts: () => hosts,
    nowMs: () => nowMs,
    lookEveryMs,
  });
const leafOf = (certificate: ServerCertificate) => new X509Certificate(certificate.current().cert);
const authorityOf = (certificate: ServerCertificate) =>
  new X509Certificate(certificate.authority()!);

describe('the certificate that a server makes for itself', () => {
  test('is for all names and addresses, signed by an authority for servers, and lasts 397 days at most', async () => {
    await using certificate = await open();
    const leaf = leafOf(certificate);
    const authority = authorityOf(certificate);
    for (const name of ['localhost', 'box.local', 'plant.example'])
      expect(leaf.checkHost(name)).toBe(name);
    for (const address of ['127.0.0.1', '::1']) expect(leaf.checkIP(address)).toBeDefined();
    expect(leaf.checkHost('evil.example')).toBeUndefined();
    expect(leaf.verify(authority.publicKey)).toBe(true);
    expect(leaf.checkIssued(authority)).toBe(true);
    expect([authority.ca, leaf.ca]).toEqual([true, false]);
    const lastsMs = leaf.validToDate.getTime() - leaf.validFromDate.getTime();
    expect(lastsMs).toBeLessThanOrEqual(397 * DAY_MS);
    const years = (authority.validToDate.getTime() - nowMs) / (365.25 * DAY_MS);
    expect(years).toBeCloseTo(10, 1);
  });

  test('lies in files that nobody else can read', async () => {
    await using certificate = await open();
    const files = (await readdir(join(folder, 'tls'))).toSorted();
    expect(files).toEqual(['ca.key', 'ca.pem', 'server.key', 'server.pem']);
    for (const file of files)
      expect((await stat(join(folder, 'tls', file))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'tls'))).mode & 0o777).toBe(0o700);
    expect(certificate.current().cert).toContain(certificate.authority());
  });

  test('stays the same from one start to the next', async () => {
    const [first, second] = [await open(), await open()];
    expect(second.current()).toEqual(first.current());
    await first[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
  });

  test('is another one, by the same authority, when the machine gets another address', async () => {
    await using certificate = await open();
    const before = certificate.authority();
    const changed = Promise.withResolvers<void>();
    certificate.onChange(() => changed.resolve());
    hosts = [...hosts, '192.0.2.7'];
    await changed.promise;
    expect(leafOf(certificate).checkIP('192.0.2.7')).toBeDefined();
    expect(certificate.authority()).toBe(before);
  });

  test('stays when an address goes, which may come back', async () => {
    await using certificate = await open();
    let changes = 0;
    let looks = 0;
    certificate.onChange(() => changes++);
    const fewer = hosts.slice(0, -1);
    hosts = new Proxy(fewer, {
      get: (list, key, receiver) => {
        if (key === Symbol.iterator) looks++;
        return Reflect.get(list, key, receiver) as unknown;
      },
    });
    await expect.poll(() => looks).toBeGreaterThan(2);
    expect(changes).toBe(0);
  });

  test('is renewed a month before its end', async () => {
    await using certificate = await open();
    const end = leafOf(certificate).validToDate.getTime();
    const before = certificate.authority();
    nowMs = end - 29 * DAY_MS;
    await expect.poll(() => leafOf(certificate).validToDate.getTime()).toBeGreaterThan(end);
    expect(certificate.authority()).toBe(before);
  });

  test.each([
    ['back, to before it began', -2 * 365 * DAY_MS],
    ['forward, to the end of its authority', 9.5 * 365 * DAY_MS],
  ])('is made anew with its authority when the clock is set %s', async (_what, byMs) => {
    await using certificate = await open();
    const before = certificate.authority();
    nowMs += byMs;
    await expect.poll(() => certificate.authority()).not.toBe(before);
    expect(leafOf(certificate).validFromDate.getTime()).toBeLessThanOrEqual(nowMs);
    expect(leafOf(certificate).validToDate.getTime()).toBeGreaterThan(nowMs);
    expect(leafOf(certificate).verify(authorityOf(certificate).publicKey)).toBe(true);
  });

  test.each(['ca.key', 'ca.pem', 'server.key', 'server.pem'])(
    'is made anew where %s is spoilt',
    async (file) => {
      await (await open())[Symbol.asyncDispose]();
      await writeFile(join(folder, 'tls', file), 'half a fi');
      await using certificate = await open();
      expect(leafOf(certificate).verify(authorityOf(certificate).publicKey)).toBe(true);
      expect(await readFile(join(folder, 'tls', file), 'utf8')).toContain('BEGIN');
    },
  );

  test('goes on as it is while its folder cannot be written, and says so', async () => {
    await using certificate = await open();
    const before = certificate.current();
    await rm(join(folder, 'tls'), { recursive: true });
    await writeFile(join(folder, 'tls'), 'a file');
    await expect.poll(() => failures.length).toBeGreaterThan(0);
    expect(failures[0]).toContain('the certificate is not renewed');
    expect(certificate.current()).toEqual(before);
  });
});
