import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StatusCode } from '@varve/protocols';
import type { Health, LatestSample, TagPage } from '@varve/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logInAs } from '../../../../test/log-in-as.ts';
import { needs, pymodbus } from '../../../../test/requirement.ts';
import { runVarve, startVarve, type VarveProcess } from '../../../../test/varve-process.ts';
import { startPymodbus, type PymodbusServer } from '../support/pymodbus-server.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';

// A caller has some thousand calls a minute.
const SLOWLY = { interval: 200 };

describe('collect and serve, each in a process of its own', needs(pymodbus), () => {
  let database: TestDatabase;
  let device: PymodbusServer;
  let server: VarveProcess;
  let address: string;
  let headers: { readonly authorization: string };
  const started: VarveProcess[] = [];

  const collectOptions = () => [
    `--config=${join(database.directory, 'field.json')}`,
    `--database=${database.connectionString}`,
    `--directory=${join(database.directory, 'box')}`,
  ];
  const collect = async (): Promise<VarveProcess> => {
    const collector = startVarve('collect', ...collectOptions(), '--json');
    started.push(collector);
    await collector.printed(/"spoolId"/);
    return collector;
  };
  const ask = async <Answer>(path: string, input: object = {}): Promise<Answer> => {
    const url = new URL(`/trpc/${path}`, address);
    url.searchParams.set('input', JSON.stringify(input));
    const response = await fetch(url, { headers });
    return ((await response.json()) as { result: { data: Answer } }).result.data;
  };
  const level = async (): Promise<LatestSample | undefined> => {
    const { tags } = await ask<TagPage>('tags.list', {});
    const tag = tags.find(({ name }) => name === 'tank/level');
    if (tag === undefined) return undefined;
    return (await ask<LatestSample[]>('live.latest', { tagIds: [tag.id] }))[0];
  };
  const health = (): Promise<Health> => ask<Health>('status.health');

  beforeAll(async () => {
    database = await startTestDatabase();
    device = await startPymodbus();
    await device.tell({ registers: [[0, 'int16', 'ABCD', 417]] });
    const source = { name: 'tank', protocol: 'modbus', host: '127.0.0.1', port: device.port };
    const tags = [{ name: 'tank/level', address: 0, rawType: 'int16' }];
    await writeFile(
      join(database.directory, 'field.json'),
      JSON.stringify({ tenant: 'north', sources: [{ ...source, pollIntervalMs: 200, tags }] }),
    );
    const options = [
      `--database=${database.connectionString}`,
      `--directory=${join(database.directory, 'server')}`,
      '--tenant=north',
    ];
    server = startVarve('serve', ...options, '--json');
    started.push(server);
    const [, printed] = await server.printed(/"address":"([^"]+)"/);
    address = printed!;
    headers = await logInAs({
      connectionString: database.connectionString,
      address,
      tenant: 'north',
    });
  });
  afterAll(async () => {
    for (const { child, ended } of started) {
      child.kill('SIGKILL');
      await ended;
    }
    await device?.[Symbol.asyncDispose]();
    await database?.[Symbol.asyncDispose]();
  });

  test('a server without a collector says so', async () => {
    expect(await health()).toMatchObject({
      status: 'degraded',
      collectors: [],
      sources: [],
      spool: null,
      clock: null,
    });
  });

  test('values of a collector are shown, Bad while it is dead, and shown again when it is back', async () => {
    const first = await collect();
    await expect.poll(level, SLOWLY).toMatchObject({ value: 417, status: 0 });
    await expect.poll(health, SLOWLY).toMatchObject({
      status: 'healthy',
      collectors: [{ state: 'working' }],
      sources: [{ name: 'tank', state: 'connected' }],
    });

    const second = await runVarve('collect', ...collectOptions());
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toMatch(
      /^varve: .*box\/spool is in use by another Varve \(process \d+\)/m,
    );

    first.child.kill('SIGKILL');
    await first.ended;
    await expect
      .poll(level, SLOWLY)
      .toMatchObject({ value: null, status: StatusCode.badNoCommunication });
    expect(await health()).toMatchObject({
      status: 'degraded',
      spool: null,
      clock: null,
      collectors: [{ state: 'silent' }],
      sources: [{ name: 'tank', state: 'disconnected' }],
    });

    const again = await collect();
    await expect.poll(level, SLOWLY).toMatchObject({ value: 417, status: 0 });
    again.child.kill('SIGTERM');
    expect((await again.ended).code).toBe(0);
    await expect.poll(async () => (await health()).collectors[0]?.state, SLOWLY).toBe('stopped');
  });
});
