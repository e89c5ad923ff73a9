import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { Aedes } from 'aedes';
import { parseLoadProfile } from './load-profile.ts';
import { MachineModel } from './machine-model.ts';
import { MACHINES } from './machines.ts';
import {
  LOOPBACK,
  type PlantProcessOptions,
  type PlantServer,
  runPlantProcess,
} from './run-plant-process.ts';
import { createStepClock, runEachStep } from './create-step-clock.ts';

const ENERGY_DATA = new URL('../../data/steel-industry-energy.csv', import.meta.url);

await runPlantProcess(startFactory);

/** An MQTT broker, and the machines of both factories that publish to it. */
async function startFactory({ seed }: PlantProcessOptions): Promise<PlantServer> {
  const profile = parseLoadProfile(await readFile(ENERGY_DATA, 'utf8'));
  const broker = await Aedes.createBroker();
  const server = createServer((socket) => void broker.handle(socket));
  const port = await listen(server);
  const stops = MACHINES.map((machine) => {
    const model = new MachineModel({ seed, machine, profile });
    const clock = createStepClock(machine.publishIntervalMs);
    return runEachStep(clock, (step) => {
      const timestamp = new Date(clock.timeOf(step)).toISOString();
      publish(broker, machine.topic, { timestamp, ...model.advanceTo(step) });
    });
  });
  return {
    port,
    async stop() {
      for (const stop of stops) stop();
      await new Promise<void>((resolve) => broker.close(resolve));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function publish(broker: Aedes, topic: string, payload: object): void {
  const packet = {
    cmd: 'publish',
    topic,
    payload: JSON.stringify(payload),
    qos: 1,
    retain: false,
    dup: false,
  } as const;
  broker.publish(packet, (error) => {
    if (error) process.stderr.write(`publishing to ${topic}: ${error.message}\n`);
  });
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}
