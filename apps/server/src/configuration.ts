import { readFile } from 'node:fs/promises';
import { parse, type YAMLParseError } from 'yaml';
import { z } from 'zod';
import type { SinkDefinition } from '@varve/historian';
import { checkSource, checkSources, type SourceDefinition } from '@varve/protocols';

/** The configuration is not what Varve can run on; the message says where and why. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** What `varve start` runs on. */
export interface Configuration {
  readonly tenant: string;
  readonly sources: readonly SourceDefinition[];
  /** Where samples go beside the database. */
  readonly sinks: readonly SinkDefinition[];
  /** Names that browsers know the server by, beside addresses and `localhost`. */
  readonly allowedHosts: readonly string[];
}

const filter = z.strictObject({
  excDev: z.number().min(0).optional(),
  excDevPercent: z.number().min(0).max(100).optional(),
  excMin: z.number().min(0).optional(),
  excMax: z.number().min(0).optional(),
  compDev: z.number().min(0).optional(),
  compDevPercent: z.number().min(0).max(100).optional(),
  compMin: z.number().min(0).optional(),
  compMax: z.number().min(0).optional(),
});

// What setTimeout can wait for.
const LONGEST_WAIT_MS = 2_147_483_647;
const wait = z.number().int().min(1).max(LONGEST_WAIT_MS);
const nulls = z.array(z.number());

const tag = z.strictObject({
  name: z.string().min(1),
  description: z.string().optional(),
  unit: z.string().optional(),
  dataType: z.enum(['analog', 'digital', 'counter', 'text']).optional(),
  states: z.array(z.string()).optional(),
  interpolation: z.enum(['step', 'linear']).optional(),
  range: z
    .strictObject({ low: z.number(), high: z.number() })
    .refine(({ low, high }) => low < high, { message: 'expected low to be less than high' })
    .optional(),
  nulls: nulls.optional(),
  staleAfterMs: wait.optional(),
  scale: z.number().optional(),
  offset: z.number().optional(),
  filter: filter.optional(),
});

const port = z.number().int().min(1).max(65_535);
const milliseconds = z.number().int().min(10);
const name = z.string().min(1);
const source = z.strictObject({ name, nulls: nulls.optional(), staleAfterMs: wait.optional() });

const notImplemented = z.enum(['sunspec']);

const modbusTag = tag.extend({
  unitId: z.number().int().min(0).max(255).optional(),
  table: z.enum(['coil', 'discrete-input', 'holding-register', 'input-register']).optional(),
  address: z.number().int().min(0).max(65_535),
  rawType: z
    .enum(['bool', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64'])
    .optional(),
  byteOrder: z.enum(['ABCD', 'BADC', 'CDAB', 'DCBA']).optional(),
  bit: z.number().int().min(0).max(15).optional(),
  notImplemented: notImplemented.optional(),
});

const modbusSource = source.extend({
  protocol: z.literal('modbus'),
  host: z.string().min(1),
  port: port.optional(),
  transport: z.enum(['tcp', 'rtu-over-tcp']).optional(),
  pollIntervalMs: milliseconds.max(LONGEST_WAIT_MS).optional(),
  timeoutMs: milliseconds.max(LONGEST_WAIT_MS).optional(),
  acceptUnitIds: z.array(z.number().int().min(0).max(255)).optional(),
  acceptAnyTransactionId: z.boolean().optional(),
  notImplemented: notImplemented.optional(),
  readGap: z.number().int().min(0).max(124).optional(),
  tags: z.array(modbusTag).min(1),
});

const availability = z.strictObject({
  topic: z.string(),
  online: z.string().optional(),
  offline: z.string().optional(),
  path: z.string().min(1).optional(),
});

const jsonTimes = {
  timestampUnit: z.enum(['s', 'ms', 'us', 'ns']).optional(),
  timeZone: z.string().min(1).optional(),
  earliestTime: z.string().min(1).optional(),
};

const jsonBeside = {
  timestampPath: z.string().min(1).optional(),
  qualityPath: z.string().min(1).optional(),
  qualityKind: z.enum(['opc', 'status-code', 'flag']).optional(),
  errorPath: z.string().min(1).optional(),
  absent: z.enum(['keep', 'bad']).optional(),
};

const jsonTopic = z.strictObject({
  ...jsonTimes,
  ...jsonBeside,
  topic: z.string(),
  availability: availability.optional(),
  tags: z.array(tag.extend({ ...jsonBeside, path: z.string() })).min(1),
});

const mqttSource = source.extend({
  ...jsonTimes,
  protocol: z.literal('mqtt'),
  url: z.string(),
  username: z.string().optional(),
  password: z.string().optional(),
  clientId: z.string().min(1).optional(),
  subscribe: z.array(z.string()).optional(),
  maxPayloadBytes: z.number().int().optional(),
  availability: availability.optional(),
  topics: z.array(jsonTopic).min(1),
});

const opcUaSource = source.extend({
  protocol: z.literal('opcua'),
  endpointUrl: z.string().regex(/^opc\.tcp:\/\//, 'expected opc.tcp://host:port'),
  samplingIntervalMs: milliseconds.optional(),
  earliestTime: z.string().optional(),
  tags: z.array(tag.extend({ nodeId: z.string().min(1) })).min(1),
});

const csvSink = z.strictObject({
  kind: z.literal('csv'),
  name: name.optional(),
  folder: z.string().min(1),
  pattern: z.string().min(1).optional(),
  rotateBytes: z.number().int().min(1).optional(),
  rotateMs: wait.optional(),
});

const influxDbSink = z
  .strictObject({
    kind: z.literal('influxdb'),
    name: name.optional(),
    url: z.url({ protocol: /^https?$/, error: 'expected http://host:port or https://host:port' }),
    measurement: z.string().min(1).optional(),
    timeoutMs: wait.optional(),
    token: z.string().min(1).optional(),
    database: z.string().min(1).optional(),
    retentionPolicy: z.string().min(1).optional(),
    username: z.string().min(1).optional(),
    password: z.string().optional(),
    organisation: z.string().min(1).optional(),
    bucket: z.string().min(1).optional(),
  })
  .refine(
    ({ database, organisation, bucket }) =>
      database === undefined
        ? organisation !== undefined && bucket !== undefined
        : organisation === undefined && bucket === undefined,
    // The path keeps tokens out of the message.
    { path: ['database'], message: 'expected a database, or organisation and bucket' },
  );

const configuration = z.strictObject({
  tenant: name.default('default'),
  sources: z
    .array(z.discriminatedUnion('protocol', [modbusSource, mqttSource, opcUaSource]))
    .min(1),
  sinks: z.array(z.discriminatedUnion('kind', [csvSink, influxDbSink])).default([]),
  allowedHosts: z.array(z.string().min(1)).default([]),
});

/**
 * Reads a configuration file: YAML, or JSON, which is YAML too.
 *
 * @throws ConfigurationError with each key that is wrong, what was expected and what came
 */
export async function readConfiguration(file: string): Promise<Configuration> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError(`cannot read ${file}: ${(error as Error).message}`, {
      cause: error,
    });
  }
  return parseConfiguration(text, file);
}

/** Reads the text of a configuration file; `file` is for messages. */
export function parseConfiguration(text: string, file: string): Configuration {
  let raw: unknown;
  try {
    raw = parse(text, { logLevel: 'error' });
  } catch (error) {
    // Without the parser's words and its cause: they show the line, and a password may stand in it.
    throw new ConfigurationError(`${file} is neither YAML nor JSON${placeOf(error)}`);
  }
  const result = configuration.safeParse(raw);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${describeIssue(issue, raw)}`);
    throw notAConfiguration(file, lines);
  }
  // Optional keys are absent, never undefined: that is what YAML gives.
  const read = result.data as Configuration;
  const issues = [
    ...read.sources.flatMap((definition, source) =>
      checkSource(definition).map((issue) => ({ ...issue, source })),
    ),
    ...checkSources(read.sources),
  ];
  const lines = issues.map(
    ({ source, path, message }) => `  ${['sources', source, ...path].join('.')}: ${message}`,
  );
  if (lines.length > 0) throw notAConfiguration(file, lines);
  return read;
}

function notAConfiguration(file: string, lines: readonly string[]): ConfigurationError {
  return new ConfigurationError(`${file} is not a configuration of Varve:\n${lines.join('\n')}`);
}

function placeOf(error: unknown): string {
  const { linePos } = error as Partial<YAMLParseError>;
  return linePos === undefined ? '' : `: line ${linePos[0].line}, column ${linePos[0].col}`;
}

function describeIssue({ path, message, code }: z.core.$ZodIssue, raw: unknown): string {
  const key = path.length === 0 ? 'the file' : path.map(String).join('.');
  const came = path.reduce<unknown>(
    (value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step],
    raw,
  );
  // The number of a setting that is one; in the place of a text it may be a password.
  const isTooFar = typeof came === 'number' && (code === 'too_big' || code === 'too_small');
  const expected = `${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  return `${key}: ${expected}, got ${isTooFar ? String(came) : nameOf(came)}`;
}

/** What came, without its value: it may be a password in a place where it does not belong. */
function nameOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a group of keys';
  return `a ${typeof value}`;
}
