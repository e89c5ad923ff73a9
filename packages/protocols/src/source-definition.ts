/** What a tag holds. */
export type TagDataType = 'analog' | 'digital' | 'counter' | 'text';

/** How to read between two samples. */
export type Interpolation = 'step' | 'linear';

/** What every tag has, whatever protocol brings it. */
export interface TagDefinition {
  /** Unique within the tenant; `/` makes a path: `well-7/tubing-head-pressure`. */
  readonly name: string;
  readonly description?: string;
  /** Engineering unit, as shown to people: `psi`, `bbl/d`. */
  readonly unit?: string;
  /** @default 'analog' */
  readonly dataType?: TagDataType;
  /** Labels of the states of a digital tag: the state's number is its index. */
  readonly states?: readonly string[];
  /** @default 'linear' for analog tags, 'step' for the others */
  readonly interpolation?: Interpolation;
  /** Engineering unit range: what the instrument can show. A Good value beside it becomes Uncertain (engineering units exceeded). */
  readonly range?: { readonly low: number; readonly high: number };
  /** Raw values, before scale and offset, that say that there is none (`-999.25`). They come on top of the source's. @default none */
  readonly nulls?: readonly number[];
  /** Time after which a value that nothing follows is Bad, in milliseconds. @default the source's */
  readonly staleAfterMs?: number;
  /** Raw value × scale + offset = value in the tag's unit. @default 1 */
  readonly scale?: number;
  /** @default 0 */
  readonly offset?: number;
  /** What of it is stored. @default everything */
  readonly filter?: FilterDefinition;
}

/**
 * What of a tag is stored: the exception test, then the compression test, with PI's parameters.
 *
 * Deviations are in the tag's unit, or in percent of its range; where both are given, percent wins. Times are in seconds, as in PI.
 * A status change, a first value and a value older than the newest always pass.
 */
export interface FilterDefinition {
  /** Exception test: a value must differ by more than this from the last one that passed; 0 passes every change. @default off */
  readonly excDev?: number;
  readonly excDevPercent?: number;
  /** A value sooner than this after the last one that passed does not pass. @default 0 */
  readonly excMin?: number;
  /** A value passes at least this often. @default 600 */
  readonly excMax?: number;
  /** Compression test: stored values, joined by lines, are within this of every value. @default off */
  readonly compDev?: number;
  readonly compDevPercent?: number;
  /** Values are not stored closer than this. @default 0 */
  readonly compMin?: number;
  /** A value is stored at least this often. @default 28800 */
  readonly compMax?: number;
}

/** What every source has, whatever its protocol. */
export interface SourceOptions {
  /** Unique within the tenant. */
  readonly name: string;
  /** Raw values of all its tags that say that there is none. @default none */
  readonly nulls?: readonly number[];
  /** Time after which a value that nothing follows is Bad (no communication), in milliseconds. @default a value stands until the next */
  readonly staleAfterMs?: number;
}

/** Table of a Modbus device that a tag is read from. */
export type ModbusTable = 'coil' | 'discrete-input' | 'holding-register' | 'input-register';

/** Type of the raw value in registers. */
export type ModbusDataType =
  | 'bool'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'float32'
  | 'float64';

/** Order of the bytes of a value of several registers, as field manuals write it. */
export type ByteOrder = 'ABCD' | 'BADC' | 'CDAB' | 'DCBA';

/**
 * Raw values that a family of devices sends for a point that it does not have, by raw type. `sunspec`: 0x8000 as int16 and int32 and
 * int64 alike (the lowest value), all bits set as uint16, uint32 and uint64.
 */
export type NotImplementedValues = 'sunspec';

/** What carries the requests: Modbus TCP, or RTU frames with their check sum through a serial server. */
export type ModbusTransport = 'tcp' | 'rtu-over-tcp';

/** A tag in a Modbus device. */
export interface ModbusTagDefinition extends TagDefinition {
  /** @default 1 */
  readonly unitId?: number;
  /** @default 'holding-register' */
  readonly table?: ModbusTable;
  /** Address on the wire, counted from 0 (register 40001 of a manual is holding register 0). */
  readonly address: number;
  /**
   * Integers of 64 bits are given as doubles: from 2^53 on they are Uncertain (sub-normal), since not each of them has one.
   *
   * @default 'float32'; 'bool' where `bit` is given; coils and discrete inputs are 'bool'
   */
  readonly rawType?: ModbusDataType;
  /** @default 'ABCD' */
  readonly byteOrder?: ByteOrder;
  /** Bit of a register, 0 = least significant, for rawType 'bool' in a register table. */
  readonly bit?: number;
  /** Takes the values that stand for a point which is not there as no value, on top of `nulls`. @default the source's */
  readonly notImplemented?: NotImplementedValues;
}

/** A Modbus endpoint and what is read from it. Sources with the same host, port and transport share one connection. */
export interface ModbusSourceDefinition extends SourceOptions {
  readonly protocol: 'modbus';
  readonly host: string;
  /** @default 'tcp' */
  readonly transport?: ModbusTransport;
  /** @default 502 */
  readonly port?: number;
  /** @default 1000 */
  readonly pollIntervalMs?: number;
  /** Time for an answer, and for a connection to each address of the host. @default 1000 */
  readonly timeoutMs?: number;
  /** Unit ids that a gateway answers with instead of the one that was asked (0, 255). @default none */
  readonly acceptUnitIds?: readonly number[];
  /**
   * For devices that do not echo the transaction id: an answer with any is taken while a request is on its way. A late answer is then
   * known by nothing, so the connection is made anew after a time-out. @default false
   */
  readonly acceptAnyTransactionId?: boolean;
  /** What all its tags have for `notImplemented`. @default none */
  readonly notImplemented?: NotImplementedValues;
  /**
   * Registers that no tag is in, and 16 times as many bits, that may be read between two tags to save a request.
   * Only for devices that have them all: others answer such a request with an exception. @default 0
   */
  readonly readGap?: number;
  readonly tags: readonly ModbusTagDefinition[];
}

/** A tag in a JSON payload. */
export interface JsonTagDefinition extends TagDefinition {
  /** Keys from the payload's root, parted by dots: `power.active_kw`. A tag of data type `text` takes the text found there. */
  readonly path: string;
}

/** A topic whose payloads are JSON objects. */
export interface JsonTopicDefinition {
  /** The exact topic: no wildcard. */
  readonly topic: string;
  /** Keys to the time of the payload: an ISO 8601 text with a zone, or milliseconds since 1970; arrival time where it is absent. */
  readonly timestampPath?: string;
  readonly tags: readonly JsonTagDefinition[];
}

/** An MQTT broker and the topics that are taken from it. */
export interface MqttSourceDefinition extends SourceOptions {
  readonly protocol: 'mqtt';
  /** `mqtt://host:1883` or `mqtts://host:8883`. */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  /** The broker keeps messages for this name while nobody listens. @default made of the spool's and the source's name */
  readonly clientId?: string;
  /** Topic filters to subscribe to, wildcards allowed. @default the topics below */
  readonly subscribe?: readonly string[];
  readonly topics: readonly JsonTopicDefinition[];
}

/** A tag in an OPC UA server. */
export interface OpcUaTagDefinition extends TagDefinition {
  /** `ns=1;s=Rig.HookLoad` */
  readonly nodeId: string;
}

/** An OPC UA server and the nodes that are monitored in it. */
export interface OpcUaSourceDefinition extends SourceOptions {
  readonly protocol: 'opcua';
  /** `opc.tcp://host:4840` */
  readonly endpointUrl: string;
  /** @default 1000 */
  readonly samplingIntervalMs?: number;
  readonly tags: readonly OpcUaTagDefinition[];
}

/** Tags that a program writes itself. */
export interface ProgramSourceDefinition extends SourceOptions {
  readonly protocol: 'program';
  readonly tags: readonly TagDefinition[];
}

/** A device, gateway, broker or program that samples come from. */
export type SourceDefinition =
  | ModbusSourceDefinition
  | MqttSourceDefinition
  | OpcUaSourceDefinition
  | ProgramSourceDefinition;

/** The tags of a source in the order of its definition. */
export function tagsOf(source: SourceDefinition): readonly TagDefinition[] {
  return source.protocol === 'mqtt' ? source.topics.flatMap((topic) => topic.tags) : source.tags;
}
