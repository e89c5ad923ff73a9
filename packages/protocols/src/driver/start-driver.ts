import type { DecodePlan } from '../decode-plan.ts';
import type { JsonPlan } from '../json/json-plan.ts';
import type { ModbusReadPlan } from '../modbus/read-plan.ts';
import type { SourceDefinition } from '../source-definition.ts';
import type { Driver, DriverHost } from './driver.ts';
import { startModbusDriver } from './modbus-driver.ts';
import { startMqttDriver } from './mqtt-driver.ts';
import { startOpcUaDriver } from './opcua-driver.ts';

/**
 * Starts the driver of a source. It connects, and connects again, by itself.
 *
 * @param plans - of this source, from `planSource`
 */
export function startDriver(
  source: SourceDefinition,
  plans: readonly DecodePlan[],
  host: DriverHost,
): Driver {
  switch (source.protocol) {
    case 'modbus':
      return startModbusDriver(source, plans as readonly ModbusReadPlan[], host);
    case 'mqtt':
      return startMqttDriver(source, plans as readonly JsonPlan[], host);
    case 'opcua':
      return startOpcUaDriver(source, host);
  }
}
