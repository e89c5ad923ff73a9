import { type AddressInfo, createServer } from 'node:net';
import { type FCallbackVal, type IServiceVector, ServerTCP } from 'modbus-serial';
import {
  LOOPBACK,
  type PlantProcessOptions,
  type PlantServer,
  runPlantProcess,
} from './run-plant-process.ts';
import { createSilences } from './create-silences.ts';
import { createStepClock, runEachStep } from './create-step-clock.ts';
import { WELL_STEP_MS, WellModel } from './well-model.ts';
import type { WellReading } from './well-reading.ts';
import { encodeWellRegisters, STATUS_BIT_COUNT, statusWord } from './encode-well-registers.ts';
import { WELLS } from './wells.ts';

const ILLEGAL_DATA_ADDRESS = 2;
const GATEWAY_TARGET_FAILED = 11;
const PORT_ATTEMPTS = 5;

await runPlantProcess(startWellPad);

/** A Modbus TCP gateway with a unit for each well of the pad. */
async function startWellPad({ seed }: PlantProcessOptions): Promise<PlantServer> {
  const clock = createStepClock(WELL_STEP_MS);
  const images = new Map<number, WellImage>();
  const models = WELLS.map((well) => ({
    unitId: well.unitId,
    model: new WellModel({ seed, well }),
  }));
  // Registers change between requests only: a float read in two halves must be of one step.
  const stopSteps = runEachStep(clock, (step) => {
    for (const { unitId, model } of models) images.set(unitId, imageOf(model.advanceTo(step)));
  });
  const silentUnitAt = createSilences(seed, [...images.keys()]);
  const vector = padVector(images, (unitId) => {
    return silentUnitAt(clock.stepNow() * WELL_STEP_MS) === unitId;
  });
  const { server, port } = await listenOnFreePort(vector);
  return {
    port,
    async stop() {
      stopSteps();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Contents of a unit until the next step. */
interface WellImage {
  readonly registers: Uint16Array;
  readonly status: number;
}

function imageOf(reading: WellReading): WellImage {
  return { registers: encodeWellRegisters(reading), status: statusWord(reading) };
}

/** The tables of all units: what the gateway answers, and when it does not. */
function padVector(
  images: ReadonlyMap<number, WellImage>,
  isSilent: (unitId: number) => boolean,
): IServiceVector {
  return {
    getHoldingRegister(address, unitId, callback: FCallbackVal<number>) {
      // A callback that is never called is a device that does not answer.
      if (isSilent(unitId)) return;
      const image = images.get(unitId);
      if (image === undefined) return refuse(callback, GATEWAY_TARGET_FAILED);
      const register = image.registers[address];
      if (register === undefined) return refuse(callback, ILLEGAL_DATA_ADDRESS);
      callback(null, register);
    },
    getDiscreteInput(address, unitId, callback: FCallbackVal<boolean>) {
      if (isSilent(unitId)) return;
      const image = images.get(unitId);
      if (image === undefined) return refuse(callback, GATEWAY_TARGET_FAILED);
      if (address >= STATUS_BIT_COUNT) return refuse(callback, ILLEGAL_DATA_ADDRESS);
      callback(null, ((image.status >> address) & 1) === 1);
    },
  };
}

/** Answers with a Modbus exception: modbus-serial takes its code from the error. */
function refuse(callback: (error: Error, value: never) => void, exceptionCode: number): void {
  const error = Object.assign(new Error(`exception ${exceptionCode}`), {
    modbusErrorCode: exceptionCode,
  });
  callback(error, undefined as never);
}

async function listenOnFreePort(
  vector: IServiceVector,
): Promise<{ server: ServerTCP; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort();
    try {
      return { server: await listen(vector, port), port };
    } catch (error) {
      // Somebody else may have taken the port since it was found free.
      if (attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

function listen(vector: IServiceVector, port: number): Promise<ServerTCP> {
  return new Promise((resolve, reject) => {
    const server = new ServerTCP(vector, { host: LOOPBACK, port });
    server.on('initialized', () => resolve(server));
    server.on('serverError', reject);
    // A client that breaks off is no concern of the pad.
    server.on('socketError', () => {});
  });
}

/** ServerTCP takes port 0 for "not given" and listens on 502, so a free port is looked for beforehand. */
function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, LOOPBACK, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
