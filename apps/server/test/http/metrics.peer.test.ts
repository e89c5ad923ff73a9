import { spawnSync } from 'node:child_process';
import { permission } from '@varve/contract';
import { testAccess } from '../support/test-access.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { needs, promtool } from '../../../../test/requirement.ts';
import type { KnownCollector } from '../../src/kit/join-health.ts';
import {
  collectorThatTold,
  partsOf,
  startGateway,
  type TestGateway,
} from '../support/test-gateway.ts';
import { toldCollector, toldSource } from '../support/told-collector.ts';

let told: readonly KnownCollector[];
let gateway: TestGateway;
beforeEach(async () => {
  told = [
    toldCollector([
      toldSource('a "meter"', 'modbus', 'degraded'),
      toldSource('b', 'mqtt', 'disconnected'),
    ]),
  ];
  const parts = partsOf({ collector: collectorThatTold(() => told) });
  gateway = await startGateway({ parts }, (server) => {
    server.addHook('onRequest', async (request) => {
      const right = request.headers['x-test-right'];
      if (right === 'none') return;
      const permissions = new Set(
        right === undefined ? permission.options : [permission.parse(right)],
      );
      request.access = testAccess(parts.tenants.home.tenantId, { permissions });
    });
  });
});
afterEach(() => gateway?.[Symbol.asyncDispose]());

const metrics = async (): Promise<string> => {
  const headers = { 'x-test-right': 'metrics.read' };
  const answer = await fetch(`${gateway.address}/metrics`, { headers });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  return answer.text();
};

describe('metrics', needs(promtool), () => {
  test('are as Prometheus wants them', async () => {
    const checked = spawnSync('promtool', ['check', 'metrics'], {
      input: await metrics(),
      encoding: 'utf8',
    });
    expect([checked.status, checked.stdout, checked.stderr]).toEqual([0, '', '']);
  });
});

describe('metrics', () => {
  test('are for callers with the permission', async () => {
    const anonymous = { 'x-test-right': 'none' };
    const asked = await fetch(`${gateway.address}/metrics`, { headers: anonymous });
    expect(asked.status).toBe(401);
    const headers = { 'x-test-right': 'tags.read' };
    const refused = await fetch(`${gateway.address}/metrics`, { headers });
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('metrics.read');
  });

  test('count the samples of each source, from one reading to the next alike', async () => {
    await metrics();
    const text = await metrics();
    expect(text).toContain('varve_samples_received_total{source="a \\"meter\\""} 10\n');
    expect(text).toContain('varve_samples_stored_total{source="b"} 7\n');
    expect(text).toContain('varve_samples_rejected_total{source="b"} 1\n');
    expect(text).toContain('varve_source_up{source="a \\"meter\\""} 1\n');
    expect(text).toContain('varve_source_up{source="b"} 0\n');
    expect(text).toContain('varve_ingest_lag_seconds{statistic="p95"} 0.05\n');
    expect(text).toContain('varve_spool_bytes 4096\n');
    expect(text).toContain('process_resident_memory_bytes ');
  });

  test('have no number for what nobody knows', async () => {
    told = [toldCollector([toldSource('b', 'mqtt', 'connected')], 'silent')];
    const text = await metrics();
    expect(text).not.toMatch(/^varve_(spool_bytes|ingest_lag_seconds)[ {]/m);
    expect(text).toContain('varve_source_up{source="b"} 0\n');
    told = [];
    expect(await metrics()).not.toMatch(/^varve_s[a-z_]+\{source=/m);
  });

  test('tell how long each procedure took, by its code', async () => {
    await fetch(`${gateway.address}/trpc/status.health`);
    await fetch(`${gateway.address}/trpc/live.latest?input={}`);
    await fetch(`${gateway.address}/trpc/no.such.procedure`);
    const text = await metrics();
    expect(text).toContain(
      'varve_rpc_duration_seconds_count{procedure="status.health",code="OK"} 1\n',
    );
    expect(text).toContain(
      'varve_rpc_duration_seconds_count{procedure="live.latest",code="BAD_REQUEST"} 1\n',
    );
    expect(text).not.toContain('no.such');
  });

  test('count the streams that are open', async () => {
    expect(await metrics()).toContain('varve_sse_clients 0\n');
    const aborting = new AbortController();
    const { signal } = aborting;
    const streams = [1, 2].map(() =>
      fetch(`${gateway.address}/trpc/live.follow?input={}`, { signal }),
    );
    await Promise.all(streams);
    await expect.poll(metrics).toContain('varve_sse_clients 2\n');
    aborting.abort();
    await expect.poll(metrics).toContain('varve_sse_clients 0\n');
  });

  test('are named as Prometheus asks, and have no label of a tag or a user', async () => {
    await fetch(`${gateway.address}/trpc/status.health`);
    const lines = (await metrics()).trimEnd().split('\n');
    const types = new Map(
      lines.flatMap((line) => {
        const found = /^# TYPE (\S+) (\S+)$/.exec(line);
        return found === null ? [] : [[found[1]!, found[2]!] as const];
      }),
    );
    expect(types.size).toBeGreaterThan(15);
    for (const [name, type] of types) {
      expect(name).toMatch(/^[a-z_][a-z0-9_]+$/);
      expect(name.endsWith('_total')).toBe(type === 'counter');
      expect(lines.some((line) => line.startsWith(`# HELP ${name} `))).toBe(true);
    }
    const labels = lines
      .filter((line) => !line.startsWith('#'))
      .flatMap((line) => [...line.matchAll(/([a-z_]+)="/g)].map(([, label]) => label!));
    const known = [
      'source',
      'statistic',
      'procedure',
      'code',
      'le',
      'quantile',
      'space',
      'type',
      'kind',
      'version',
      'major',
      'minor',
      'patch',
    ];
    expect(labels.filter((label) => !known.includes(label))).toEqual([]);
  });
});
