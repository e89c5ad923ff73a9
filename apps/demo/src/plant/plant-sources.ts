import type {
  JsonTagDefinition,
  JsonTopicDefinition,
  ModbusTagDefinition,
  OpcUaTagDefinition,
  SourceDefinition,
  TagDefinition,
} from '@varve/protocols';
import {
  type Machine,
  MACHINE_STATES,
  MACHINES,
  PROCESS_COUNTERS,
  PROCESS_VALUES,
  ratedPower,
} from './machines.ts';
import { RIG_STATES, RIG_STEP_MS } from './rig-model.ts';
import { RIG_NODES, rigNodeId } from './rig-nodes.ts';
import { StatusBit, WellAddress } from './encode-well-registers.ts';
import { type Well, WELLS } from './wells.ts';

/** Where the plant's servers listen on loopback. */
export interface PlantPorts {
  readonly modbusPort: number;
  readonly mqttPort: number;
  readonly opcUaPort: number;
}

/** A value that stands still is stored this often, in seconds: who watches a demo wants to see that it lives. */
const EXC_MAX = 60;

/** The sources of the simulated plant with all their tags. */
export function plantSources(ports: PlantPorts): SourceDefinition[] {
  return [
    {
      name: 'well-pad',
      protocol: 'modbus',
      host: '127.0.0.1',
      port: ports.modbusPort,
      pollIntervalMs: 1_000,
      timeoutMs: 1_000,
      tags: WELLS.flatMap(wellTags),
    },
    {
      name: 'factory',
      protocol: 'mqtt',
      url: `mqtt://127.0.0.1:${ports.mqttPort}`,
      subscribe: ['factory/#'],
      topics: MACHINES.map(machineTopic),
    },
    {
      name: 'drilling-rig',
      protocol: 'opcua',
      endpointUrl: `opc.tcp://127.0.0.1:${ports.opcUaPort}`,
      samplingIntervalMs: RIG_STEP_MS,
      tags: rigTags(),
    },
  ];
}

type WellQuantity = readonly [
  tag: string,
  description: string,
  unit: string,
  high: number,
  deadband: number,
  address: number,
];

const WELL_QUANTITIES: readonly WellQuantity[] = [
  ['tubing-pressure', 'Tubing head pressure', 'psi', 1_000, 0.8, WellAddress.tubingPressure],
  ['casing-pressure', 'Casing pressure', 'psi', 1_500, 0.8, WellAddress.casingPressure],
  ['flowline-pressure', 'Flowline pressure', 'psi', 600, 0.8, WellAddress.flowlinePressure],
  [
    'wellhead-temperature',
    'Wellhead temperature',
    'degF',
    300,
    0.1,
    WellAddress.wellheadTemperature,
  ],
  ['choke', 'Choke opening', '%', 100, 0.1, WellAddress.choke],
  ['oil-rate', 'Oil rate', 'bbl/d', 2_500, 5, WellAddress.oilRate],
  ['gas-rate', 'Gas rate', 'Mscf/d', 2_000, 3, WellAddress.gasRate],
  ['water-rate', 'Water rate', 'bbl/d', 4_000, 5, WellAddress.waterRate],
  ['pump-frequency', 'Pump frequency', 'Hz', 70, 0.05, WellAddress.pumpFrequency],
  ['motor-current', 'Pump motor current', 'A', 100, 0.25, WellAddress.motorCurrent],
];

type WellStatus = readonly [
  tag: string,
  description: string,
  states: readonly [string, string],
  bit: number,
];

const WELL_STATUSES: readonly WellStatus[] = [
  ['pump-running', 'Pump runs', ['Stopped', 'Running'], StatusBit.pumpRunning],
  ['pump-tripped', 'Pump has tripped', ['Normal', 'Tripped'], StatusBit.pumpTripped],
  ['control-mode', 'Where the pump is controlled', ['Local', 'Remote'], StatusBit.remoteControl],
  [
    'casing-pressure-high',
    'Casing pressure switch',
    ['Normal', 'High'],
    StatusBit.casingPressureHigh,
  ],
];

function wellTags({ name, unitId }: Well): ModbusTagDefinition[] {
  const quantities = WELL_QUANTITIES.map(
    ([tag, description, unit, high, deadband, address]): ModbusTagDefinition => ({
      ...described(`${name}/${tag}`, `${description}, ${name}`, deadband),
      unit,
      dataType: 'analog',
      range: { low: 0, high },
      unitId,
      address,
      rawType: 'float32',
      byteOrder: 'ABCD',
    }),
  );
  const statuses = WELL_STATUSES.map(([tag, description, states, bit]): ModbusTagDefinition => ({
    ...described(`${name}/${tag}`, `${description}, ${name}`),
    dataType: 'digital',
    states,
    unitId,
    address: WellAddress.statusWord,
    rawType: 'bool',
    bit,
  }));
  return [...quantities, ...statuses, ...wellCounters({ name, unitId })];
}

function wellCounters({ name, unitId }: Pick<Well, 'name' | 'unitId'>): ModbusTagDefinition[] {
  return [
    {
      ...described(`${name}/pump-starts`, `Starts of the pump, ${name}`),
      dataType: 'counter',
      unitId,
      address: WellAddress.pumpStarts,
      rawType: 'uint16',
    },
    {
      // The register counts seconds; a value for each would say no more than one in 36.
      ...described(`${name}/running-hours`, `Running hours of the pump, ${name}`, 0.01),
      unit: 'h',
      dataType: 'counter',
      scale: 1 / 3600,
      unitId,
      address: WellAddress.runningSeconds,
      rawType: 'uint32',
    },
  ];
}

function machineTopic(machine: Machine): JsonTopicDefinition {
  return {
    topic: machine.topic,
    timestampPath: 'timestamp',
    tags: [...energyTags(machine), ...processTags(machine)],
  };
}

function energyTags(machine: Machine): JsonTagDefinition[] {
  const fullLoadKw = ratedPower(machine);
  const named = (tag: string, description: string, deadband?: number) =>
    described(
      `${machine.site}/${machine.name}/${tag}`,
      `${description}, ${machine.label}`,
      deadband,
    );
  return [
    {
      ...named('power', 'Active power', Number((0.004 * fullLoadKw).toFixed(2))),
      unit: 'kW',
      dataType: 'analog',
      range: { low: 0, high: Math.ceil(1.5 * fullLoadKw) },
      path: 'power_kw',
    },
    { ...named('energy', 'Active energy'), unit: 'kWh', dataType: 'counter', path: 'energy_kwh' },
    {
      ...named('power-factor', 'Power factor', 0.002),
      dataType: 'analog',
      range: { low: 0, high: 1 },
      path: 'power_factor',
    },
    { ...named('state', 'State'), dataType: 'digital', states: MACHINE_STATES, path: 'state' },
  ];
}

function processTags(machine: Machine): JsonTagDefinition[] {
  const prefix = `${machine.site}/${machine.name}`;
  const values = PROCESS_VALUES[machine.type].map((value): JsonTagDefinition => ({
    ...described(`${prefix}/${value.tag}`, `${value.label}, ${machine.label}`, 2 * value.noise),
    unit: value.unit,
    dataType: 'analog',
    range: value.range,
    path: value.key,
  }));
  const counters = PROCESS_COUNTERS[machine.type].map((counter): JsonTagDefinition => ({
    ...described(`${prefix}/${counter.tag}`, `${counter.label}, ${machine.label}`),
    unit: counter.unit,
    dataType: 'counter',
    path: counter.key,
  }));
  return [...values, ...counters];
}

function rigTags(): OpcUaTagDefinition[] {
  const measured = RIG_NODES.map((node): OpcUaTagDefinition => ({
    ...described(`rig/${node.tag}`, node.description, node.deadband),
    unit: node.unit,
    dataType: 'analog',
    range: node.range,
    nodeId: rigNodeId(node.name),
  }));
  const state: OpcUaTagDefinition = {
    ...described('rig/state', 'What the rig does'),
    dataType: 'digital',
    states: RIG_STATES,
    nodeId: rigNodeId('State'),
  };
  return [...measured, state];
}

/** Keys of every tag of the plant; without a deadband every change is stored. */
function described(name: string, description: string, deadband = 0): TagDefinition {
  return { name, description, filter: { excDev: deadband, excMax: EXC_MAX } };
}
