import { createHistorian, type HistorianEvent } from '@varve/historian';
import type { SourceDefinition } from '@varve/protocols';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  removeFolder,
  startTestServer,
  temporaryFolder,
  type TestServer,
} from './support/test-database.ts';

let server: TestServer;
let directory: string;
beforeAll(async () => {
  server = await startTestServer();
  directory = await temporaryFolder();
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await removeFolder(directory);
});

const tags = [{ name: 't' }];
const SOURCES = [
  {
    name: 'broker',
    protocol: 'mqtt',
    url: 'mqtt://ops:S3cret%21@broker:1883',
    username: 'ops',
    password: 'S3cret',
    topics: [{ topic: 'a', tags: [{ name: 'broker/t', path: 'v' }] }],
  },
  {
    name: 'server',
    protocol: 'opcua',
    endpointUrl: 'opc.tcp://ops:S3cret@host:4840/path?api_key=S3cret',
    tags: [{ name: 'server/t', nodeId: 'ns=1;s=t' }],
  },
  { name: 'program', protocol: 'program', tags },
] satisfies SourceDefinition[];

test('the database, the statistics and the events have addresses without what is secret in them', async () => {
  const events: HistorianEvent[] = [];
  await using historian = await createHistorian({
    database: server.connectionString,
    directory,
    sources: SOURCES,
    startDriver: (definition, _plans, host) => {
      host.fail(`no answer from ${JSON.stringify(definition)}`);
      return { stop: () => Promise.resolve() };
    },
    onEvent: (event) => events.push(event),
  });
  const stored = await server.query<{ name: string; definition: Record<string, unknown> }>(
    'SELECT name, definition FROM timeseries.sources ORDER BY name',
  );
  expect(stored.map(({ definition }) => definition)).toEqual([
    { url: 'mqtt://broker:1883', username: 'ops' },
    {},
    { endpointUrl: 'opc.tcp://host:4840/path?api_key=***' },
  ]);
  const errors = historian.stats().sources.map(({ lastError }) => lastError?.reason);
  expect(errors).toHaveLength(3);
  expect(JSON.stringify([errors, events])).not.toContain('ops:');
});
