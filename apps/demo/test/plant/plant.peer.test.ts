import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ModbusClient from 'modbus-serial';
import { connectAsync } from 'mqtt';
import {
  AttributeIds,
  type ClientSession,
  makeBrowsePath,
  type NodeId,
  OPCUACertificateManager,
  OPCUAClient,
} from 'node-opcua';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPlant, type Plant } from '../../src/plant/plant.ts';

const PLANT_MODULE = new URL('../../src/plant/plant.ts', import.meta.url).href;

let directory: string;
let plant: Plant;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'varve-plant-'));
  plant = await startPlant({ seed: 1, directory });
});
afterAll(async () => {
  await plant.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Node id of a property of a node. */
async function propertyOf(session: ClientSession, nodeId: string, name: string): Promise<NodeId> {
  const result = await session.translateBrowsePath(makeBrowsePath(nodeId, `.${name}`));
  return result.targets![0]!.targetId;
}

/** Whether a process is alive. */
function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

describe('the simulated plant', () => {
  test('answers for a well over Modbus TCP, and refuses what is not there', async () => {
    const client = new ModbusClient.default();
    await client.connectTCP('127.0.0.1', { port: plant.ports.modbusPort });
    client.setTimeout(1_000);
    client.setID(2);
    const { buffer } = await client.readHoldingRegisters(0, 24);
    expect(buffer.readFloatBE(0)).toBeGreaterThan(150);
    expect(buffer.readFloatBE(0)).toBeLessThan(400);
    expect(buffer.readFloatBE(2 * 14)).toBeGreaterThan(1_000);
    expect(buffer.readUInt16BE(2 * 20) & 1).toBe(1);
    const { data } = await client.readDiscreteInputs(0, 4);
    expect(data.slice(0, 4)).toEqual([true, false, true, false]);
    await expect(client.readHoldingRegisters(24, 1)).rejects.toMatchObject({ modbusCode: 2 });
    client.setID(9);
    await expect(client.readHoldingRegisters(0, 1)).rejects.toMatchObject({ modbusCode: 11 });
    await new Promise<void>((resolve) => client.close(() => resolve()));
  });

  test('publishes the machines over MQTT', async () => {
    const client = await connectAsync(`mqtt://127.0.0.1:${plant.ports.mqttPort}`);
    const message = new Promise<{ topic: string; text: string; qos: number }>((resolve) => {
      client.on('message', (topic, payload, { qos }) => {
        resolve({ topic, text: payload.toString(), qos });
      });
    });
    await client.subscribeAsync('factory/demo/compressor-1', { qos: 1 });
    const { topic, text, qos } = await message;
    await client.endAsync();
    expect({ topic, qos }).toEqual({ topic: 'factory/demo/compressor-1', qos: 1 });
    const payload = JSON.parse(text) as Record<string, unknown>;
    expect(payload).toMatchObject({
      power_kw: expect.any(Number),
      energy_kwh: expect.any(Number),
      power_factor: expect.any(Number),
      pressure_bar: expect.any(Number),
      state: expect.stringMatching(/^(Off|Idle|Running)$/),
    });
    expect(payload['timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Math.abs(Date.parse(String(payload['timestamp'])) - Date.now())).toBeLessThan(5_000);
  });

  test('shows the rig over OPC UA, with ranges', async () => {
    const client = OPCUAClient.create({
      endpointMustExist: false,
      // Its own folder: by default the client writes into the home folder.
      clientCertificateManager: new OPCUACertificateManager({
        rootFolder: join(directory, 'client'),
      }),
    });
    await client.withSessionAsync(
      `opc.tcp://127.0.0.1:${plant.ports.opcUaPort}`,
      async (session) => {
        const nodeId = 'ns=1;s=Rig.HookLoad';
        const hookLoad = await session.read({ nodeId, attributeId: AttributeIds.Value });
        expect(hookLoad.statusCode.value).toBe(0);
        expect(hookLoad.value.value).toBeGreaterThan(100);
        expect(hookLoad.value.value).toBeLessThan(300);
        const range = await session.read({ nodeId: await propertyOf(session, nodeId, 'EURange') });
        expect(range.value.value).toMatchObject({ low: 0, high: 750 });
        const state = await session.read({ nodeId: 'ns=1;s=Rig.State' });
        expect([0, 1, 2, 3]).toContain(state.value.value);
      },
    );
  });

  test('reports a process that dies, and leaves none behind when it stops', async () => {
    const { promise: died, resolve } = Promise.withResolvers<unknown>();
    const other = await startPlant({ seed: 2, directory, onExit: resolve });
    expect(other.processIds.filter(isAlive)).toHaveLength(3);
    process.kill(other.processIds[1]!, 'SIGKILL');
    expect(await died).toEqual({ process: 'factory', code: null, signal: 'SIGKILL', output: '' });
    // Ctrl-C in a terminal reaches the children too; they leave the decision to their parent.
    process.kill(other.processIds[0]!, 'SIGINT');
    await other.stop();
    expect(other.processIds.filter(isAlive)).toEqual([]);
  });

  test('ends when its parent is killed', async () => {
    const script = `
      const { startPlant } = await import(${JSON.stringify(PLANT_MODULE)});
      const plant = await startPlant({ directory: ${JSON.stringify(directory)} });
      process.stdout.write(JSON.stringify(plant.processIds));`;
    const parent = spawn(
      process.execPath,
      ['-C', '@varve/source', '--input-type=module', '--eval', script],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
    const processIds = JSON.parse(printed.toString()) as number[];
    expect(processIds.filter(isAlive)).toHaveLength(3);
    parent.kill('SIGKILL');
    await expect.poll(() => processIds.filter(isAlive)).toEqual([]);
  });

  test('says which process failed to start and what it printed', async () => {
    await expect(startPlant({ seed: 0.5, directory })).rejects.toMatchObject({
      name: 'PlantError',
      code: 'PLANT_PROCESS_EXITED',
      message: expect.stringMatching(/process ".+" ended with code 1 .*--seed to be an integer/s),
    });
  });
});
