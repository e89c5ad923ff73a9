import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { MessageSecurityMode, SecurityPolicy } from 'node-opcua';
import { StatusCode, type OpcUaSourceDefinition } from '@varve/protocols';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../../../../../test/free-port.ts';
import { opcUaSource, useOpcUa } from '../../support/opcua-harness.ts';
import { startOpcUaServer } from '../../support/opcua-server.ts';

const harness = useOpcUa();
const opened: Server[] = [];

afterEach(async () => {
  await harness.stop();
  for (const server of opened.splice(0)) server.close();
});

async function listen(server: Server): Promise<number> {
  opened.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const sourceAt = (endpoint: string): OpcUaSourceDefinition => ({
  ...opcUaSource(1, ['pressure', { name: 'state', nodeId: 'ns=1;s=state', dataType: 'text' }]),
  endpointUrl: `opc.tcp://${endpoint}`,
});

/** Starts a source that cannot connect, and gives its first reason. */
async function firstReason(endpoint: string): Promise<string> {
  const { host, until, latest } = harness.start(sourceAt(endpoint));
  await until(() => host.failures.length > 0);
  expect(host.states.slice(0, 2)).toEqual([
    { state: 'connecting', reason: undefined },
    { state: 'disconnected', reason: host.failures[0] },
  ]);
  for (const tag of ['pressure', 'state']) {
    await until(() => latest(tag) !== undefined);
    expect(latest(tag)).toMatchObject({ status: StatusCode.badNotConnected, isOurTime: true });
  }
  const began = performance.now();
  await harness.stop();
  expect(performance.now() - began).toBeLessThan(10_000);
  return host.failures[0]!;
}

describe('a source that cannot connect tells', () => {
  test('a name that nobody knows', async () => {
    expect(await firstReason('nowhere.invalid:4840')).toMatch(
      /^nowhere\.invalid:4840: getaddrinfo (?:ENOTFOUND|EAI_AGAIN) nowhere\.invalid$/,
    );
  });

  test('a port that nobody listens at, with each address that was tried', async () => {
    const port = await freePort();
    expect(await firstReason(`127.0.0.1:${port}`)).toBe(`connect ECONNREFUSED 127.0.0.1:${port}`);
    const reason = await firstReason(`localhost:${port}`);
    expect(reason).toContain(`localhost:${port}: `);
    expect(reason).toContain(`connect ECONNREFUSED 127.0.0.1:${port}`);
  });

  test('a web server', async () => {
    const port = await listen(createHttpServer((_request, response) => response.end('hello')));
    expect(await firstReason(`127.0.0.1:${port}`)).toBe(
      `127.0.0.1:${port}: no OPC UA: the answer begins "HTTP/1.1 400 Bad Request"`,
    );
  });

  test('a peer that speaks first, in another tongue', async () => {
    const port = await listen(createServer((socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n')));
    expect(await firstReason(`127.0.0.1:${port}`)).toBe(
      `127.0.0.1:${port}: no OPC UA: the answer begins "SSH-2.0-OpenSSH_9.9"`,
    );
  });

  test('a peer that hangs up', async () => {
    const port = await listen(createServer((socket) => socket.end()));
    expect(await firstReason(`127.0.0.1:${port}`)).toMatch(/^127\.0\.0\.1:\d+: no channel: /);
  });

  test('a port that accepts and says nothing, after eight seconds; a stop does not wait for them', async () => {
    const port = await listen(createServer(() => undefined));
    const began = performance.now();
    expect(await firstReason(`127.0.0.1:${port}`)).toBe(
      `127.0.0.1:${port}: no OPC UA: no answer in 8000 ms`,
    );
    expect(performance.now() - began).toBeLessThan(25_000);
    const { until, state } = harness.start(sourceAt(`127.0.0.1:${port}`));
    await until(() => state() === 'connecting');
    const stopping = performance.now();
    await harness.stop();
    expect(performance.now() - stopping).toBeLessThan(6_000);
  });

  test('a server that takes no anonymous users, and one that is encrypted only; both are asked again', async () => {
    for (const { options, reason, status } of [
      {
        options: { allowAnonymous: false },
        reason: 'the server takes no anonymous users',
        status: StatusCode.badUserAccessDenied,
      },
      {
        options: {
          securityModes: [MessageSecurityMode.SignAndEncrypt],
          securityPolicies: [SecurityPolicy.Basic256Sha256],
        },
        reason: 'the server has no endpoint without encryption',
        status: 0x8054_0000 | 0,
      },
    ]) {
      const server = await startOpcUaServer(harness.directory, options);
      const { host, until, latest } = harness.start(sourceAt(`127.0.0.1:${server.port}`));
      await until(() => host.failures.length > 1);
      expect(host.failures[0]).toBe(`127.0.0.1:${server.port}: ${reason}`);
      expect(latest('pressure')!.status).toBe(status);
      await harness.stop();
      await server.stop();
    }
  });
});
