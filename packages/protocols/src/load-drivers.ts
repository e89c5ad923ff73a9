import type { DecodePlan } from './decode/decode-plan.ts';
import type { JsonPlan } from './json/json-plan.ts';
import type { ModbusReadPlan } from './modbus/modbus-read-plan.ts';
import type { SourceDefinition } from './definition/source-definition.ts';
import type { Driver, DriverHost } from './driver/driver.ts';
import { startOpcUaDriver } from './driver/opcua/start-opc-ua-driver.ts';
import { clearCertificateLock } from './driver/opcua/create-certificates.ts';
import { loadOpcUa } from './driver/opcua/load-opc-ua.ts';

/** A program writes its samples itself: there is no peer to connect to. */
function startProgramSource(host: DriverHost): Driver {
  host.stateChanged('connected');
  return {
    async stop() {
      host.stateChanged('stopped');
    },
  };
}

/** Starts the driver of a source. */
export type DriverStarter = (
  source: SourceDefinition,
  plans: readonly DecodePlan[],
  host: DriverHost,
) => Driver;

/**
 * Loads the drivers of some sources, and only the libraries that those need: a worker that only decodes loads none.
 *
 * @returns starts the driver of one source, given its plans from `planSource`; the driver connects and reconnects by itself
 */
export async function loadDrivers(sources: readonly SourceDefinition[]): Promise<DriverStarter> {
  const protocols = new Set(sources.map(({ protocol }) => protocol));
  const modbus = protocols.has('modbus')
    ? await import('./driver/modbus/start-modbus-driver.ts')
    : undefined;
  const mqtt = protocols.has('mqtt')
    ? await import('./driver/mqtt/start-mqtt-driver.ts')
    : undefined;
  const opcua = protocols.has('opcua') ? await loadOpcUa() : undefined;
  let isLockClear = false;
  return (source, plans, host) => {
    switch (source.protocol) {
      case 'modbus':
        return modbus!.startModbusDriver(source, plans as readonly ModbusReadPlan[], host);
      case 'mqtt':
        return mqtt!.startMqttDriver(source, plans as readonly JsonPlan[], host);
      case 'opcua':
        if (!isLockClear) clearCertificateLock(host.directory);
        isLockClear = true;
        return startOpcUaDriver(opcua!, source, host);
      case 'program':
        return startProgramSource(host);
    }
  };
}
