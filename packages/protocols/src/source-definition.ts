/** What a tag holds. */
export type TagDataType = 'analog' | 'digital' | 'counter' | 'text';

/** How to read between two samples. */
export type Interpolation = 'step' | 'linear';

/** Interpolation of a tag: its own, else linear for analog tags and step for the others. */
export function interpolationOf({
  dataType = 'analog',
  interpolation,
}: Pick<TagDefinition, 'dataType' | 'interpolation'>): Interpolation {
  return interpolation ?? (dataType === 'analog' ? 'linear' : 'step');
}

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

/** Port of a Modbus source that names none: the one that IANA has given to Modbus. */
export const DEFAULT_MODBUS_PORT = 502;

/** A Modbus endpoint and what is read from it. Sources with the same host, port and transport share one connection. */
export interface ModbusSourceDefinition extends SourceOptions {
  readonly protocol: 'modbus';
  readonly host: string;
  /** @default 'tcp' */
  readonly transport?: ModbusTransport;
  /** @default DEFAULT_MODBUS_PORT */
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

/** Unit of times that are numbers, or texts of numbers. */
export type TimestampUnit = 's' | 'ms' | 'us' | 'ns';

/**
 * What a number means as a quality: 192, 64 and 0 of classic OPC; a status code of OPC UA, where 0 is Good and nothing is sent with Good
 * values; or 1 and 0 for good and bad.
 */
export type QualityKind = 'opc' | 'status-code' | 'flag';

/** How the times of payloads are read. A topic's keys win over its source's. */
export interface JsonTimeOptions {
  /** Of times that are numbers. @default 'ms' */
  readonly timestampUnit?: TimestampUnit;
  /** Zone of times that carry none: `America/Los_Angeles`. @default such a time is refused */
  readonly timeZone?: string;
  /** An older time is not believed: its samples are stamped on arrival, and Uncertain. ISO 8601 with a zone. @default 2001-01-01T00:00:00Z */
  readonly earliestTime?: string;
}

/** What a payload says about a value beside it. A tag's keys win over its topic's. */
export interface JsonTagOptions {
  /**
   * Path to the time: an ISO 8601 text or a number. Absent, null or empty: the topic's, then the time of arrival.
   * One that cannot be read, or not be believed, costs the time and never the value: it is stamped on arrival, and Uncertain.
   */
  readonly timestampPath?: string;
  /** Path to the quality: `true`, 192, `"GOOD"`, a status code. A value whose quality is absent, or cannot be read, is Uncertain. */
  readonly qualityPath?: string;
  /** What numbers there mean. @default 'opc' */
  readonly qualityKind?: QualityKind;
  /** Path to an error: the value is Bad unless there is nothing, or null, 0, false, "" or "OK". */
  readonly errorPath?: string;
  /** What a payload without the value means: the last one stands, or there is none (Bad, no data). @default 'keep' */
  readonly absent?: 'keep' | 'bad';
}

/** A tag in a JSON payload. */
export interface JsonTagDefinition extends TagDefinition, JsonTagOptions {
  /**
   * Path from the payload's root: `power.active_kw`, `["a.b"].c` or `a\.b.c` for keys with dots, `phases[0].v` and `values[id=Tag1].v` in lists;
   * `$` or nothing where the payload is the value itself. A tag of data type `text` takes the text found there.
   */
  readonly path: string;
}

/** A topic with JSON payloads. */
export interface JsonTopicDefinition extends JsonTimeOptions, JsonTagOptions {
  /** The exact topic: no wildcard. */
  readonly topic: string;
  /** Where its device says whether it is there, beside the source's own. */
  readonly availability?: AvailabilityDefinition;
  readonly tags: readonly JsonTagDefinition[];
}

/** A topic on which a device, or its last will, says whether it is there. */
export interface AvailabilityDefinition {
  /** The exact topic: no wildcard. It is subscribed to as well. */
  readonly topic: string;
  /** What the payload says when the device is there. @default 'online' */
  readonly online?: string;
  /** What it says when the device is gone: the tags are Bad (no communication) until data come. @default 'offline' */
  readonly offline?: string;
  /** Path to the word in a JSON payload, written as that of a tag. @default the whole payload is the word */
  readonly path?: string;
}

/** An MQTT broker and the topics that are taken from it. */
export interface MqttSourceDefinition extends SourceOptions, JsonTimeOptions {
  readonly protocol: 'mqtt';
  /** `mqtt://host:1883`, `mqtts://host:8883`, `ws://host:80/path` or `wss://host:443/path`. */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  /** The broker keeps messages for this name while nobody listens. @default made of the spool's and the source's name */
  readonly clientId?: string;
  /** Topic filters to subscribe to, wildcards allowed; they take every topic below. @default the topics below */
  readonly subscribe?: readonly string[];
  /** A longer payload is refused: counted, and its tags are Bad. @default 1048576 */
  readonly maxPayloadBytes?: number;
  /** Where the devices behind it say whether they are there. */
  readonly availability?: AvailabilityDefinition;
  readonly topics: readonly JsonTopicDefinition[];
}

/** A tag in an OPC UA server. */
export interface OpcUaTagDefinition extends TagDefinition {
  /**
   * `nsu=urn:maker:rig;s=Rig.HookLoad`: the namespace by its URI, which stays when the server numbers its namespaces anew; or by its index,
   * `ns=2;s=Rig.HookLoad`. An index means the URI that stands there when the source starts.
   */
  readonly nodeId: string;
}

/** An OPC UA server and the nodes that are monitored in it. */
export interface OpcUaSourceDefinition extends SourceOptions {
  readonly protocol: 'opcua';
  /** `opc.tcp://host:4840` */
  readonly endpointUrl: string;
  /** @default 1000 */
  readonly samplingIntervalMs?: number;
  /** A device whose clock shows less never had it set: ISO 8601 with a zone. Its samples are Uncertain, at the server's time. @default '2001-01-01T00:00:00Z' */
  readonly earliestTime?: string;
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
