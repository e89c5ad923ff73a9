import { DataType } from 'node-opcua';
import { StatusCode } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { opcUaSource, useOpcUa } from '../../support/opcua-harness.ts';
import { startOpcUaServer } from '../../support/opcua-server.ts';

const harness = useOpcUa();

describe('the namespace of a node', () => {
  test('is found by its URI where the server numbers its namespaces anew: a tag never takes another’s value', async () => {
    const server = await startOpcUaServer(harness.directory, { uris: ['urn:a', 'urn:b'] });
    server.add('P', { value: 100 }, 1);
    const tags = [
      { name: 'by index', nodeId: 'ns=2;s=P' },
      { name: 'by URI', nodeId: 'nsu=urn:a;s=P' },
    ];
    const source = opcUaSource(server.port, tags);
    const { host, until, state, latest, samples, untilGood } = harness.start(source);
    await untilGood('by index', 'by URI');
    const { port } = server;
    await server.stop();
    await until(() => state() === 'disconnected');

    const turned = await startOpcUaServer(harness.directory, { port, uris: ['urn:b', 'urn:a'] });
    turned.add('P', { value: 101 }, 2);
    const foreign = turned.namespaces[1]!.addVariable({
      browseName: 'P',
      nodeId: 's=P',
      dataType: 'Double',
      value: { dataType: DataType.Double, value: 999 },
      organizedBy: turned.server.engine.addressSpace!.rootFolder.objects,
    });
    expect(foreign.nodeId.namespace).toBe(2);
    await until(() => latest('by index')?.value === 101 && latest('by URI')?.value === 101);
    expect(host.failures.find((failure) => failure.includes('namespaces'))).toBe(
      `127.0.0.1:${port}: the server numbers its namespaces anew: urn:a (ns=2 at first) is ns=3 now`,
    );
    await turned.stop();
    await until(() => state() === 'disconnected');

    const other = await startOpcUaServer(harness.directory, { port, uris: ['urn:b'] });
    other.add('P', { value: 999 }, 1);
    await until(() => latest('by index')?.status === StatusCode.badConfigurationError);
    await until(() => state() === 'degraded');
    expect(latest('by URI')?.status).toBe(StatusCode.badConfigurationError);
    expect(host.states.at(-1)!.reason).toContain(
      'by index (ns=2;s=P): the server has no namespace urn:a (ns=2 at first)',
    );
    expect(samples('by index').some(({ value }) => value === 999)).toBe(false);
    await other.stop();
  }, 60_000);

  test('may come later than the connection', async () => {
    const server = await startOpcUaServer(harness.directory);
    const tag = { name: 'late', nodeId: 'nsu=urn:late;s=P' };
    const { state, until, untilGood, latest } = harness.start(opcUaSource(server.port, [tag]));
    await until(() => state() === 'degraded');
    const { addressSpace } = server.server.engine;
    addressSpace!.registerNamespace('urn:late').addVariable({
      browseName: 'P',
      nodeId: 's=P',
      dataType: 'Double',
      value: { dataType: DataType.Double, value: 1 },
      organizedBy: addressSpace!.rootFolder.objects,
    });
    await untilGood('late');
    await until(() => state() === 'connected');
    expect(latest('late')).toMatchObject({ value: 1 });
    await server.stop();
  });

  test('and a node id that is wrong are the fault of one tag, and no loss to its neighbours', async () => {
    const server = await startOpcUaServer(harness.directory);
    server.add('W', { value: 1 });
    const wrong = [
      'W',
      'ns=1;i=abc',
      'ns=1; s=W',
      'ns=1;g=123',
      'ns=70000;s=W',
      'ns=1;b=%%%',
      's=W',
      'ns=1;s=nobody',
    ];
    const tags = wrong.map((nodeId) => ({ name: nodeId, nodeId }));
    const { state, until, latest, untilGood } = harness.start(
      opcUaSource(server.port, [...tags, { name: 'right', nodeId: 'ns=1;s=W' }]),
    );
    await untilGood('right');
    await until(() => state() === 'degraded');
    for (const { name } of tags) {
      expect(latest(name)?.status, name).toBe(StatusCode.badConfigurationError);
    }
    await server.stop();
  });
});
