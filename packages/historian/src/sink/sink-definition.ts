import { HistorianError } from '../historian-error.ts';
import { refuseFileNamePattern } from './csv-file-names.ts';

/** Samples as CSV files: at least once, a restart after a kill may write the last second again. */
export interface CsvSinkDefinition {
  readonly kind: 'csv';
  /** Shown in events and statistics, unique. @default 'csv' */
  readonly name?: string;
  /** Made when it is not there; no other sink may write into it. */
  readonly folder: string;
  /**
   * Names of the files. `{date}` and `{time}` are those of a file's beginning in UTC (`20261120`, `140359`), `{sequence}` is
   * a running number and must be there. @default 'samples_{date}_{time}_{sequence}.csv'
   */
  readonly pattern?: string;
  /** A file is closed when it has reached this size: it may be larger by one block. @default 64 MiB */
  readonly rotateBytes?: number;
  /** A file is closed this long after its beginning, in milliseconds. @default 3600000 */
  readonly rotateMs?: number;
}

/** Settings that both generations of InfluxDB have. */
interface InfluxDbServer {
  readonly kind: 'influxdb';
  /** Shown in events and statistics, unique. @default 'influxdb' */
  readonly name?: string;
  /** `http://host:8086`, with a path where a proxy wants one. */
  readonly url: string;
  /** @default 'samples' */
  readonly measurement?: string;
  /** Longest time that a request may take, in milliseconds. @default 30000 */
  readonly timeoutMs?: number;
  readonly token?: string;
}

/** A database of InfluxDB 1.x: `/write`. */
export interface InfluxDb1SinkDefinition extends InfluxDbServer {
  readonly database: string;
  /** @default the database's own default */
  readonly retentionPolicy?: string;
  readonly username?: string;
  readonly password?: string;
}

/** A bucket of InfluxDB 2.x: `/api/v2/write`. */
export interface InfluxDb2SinkDefinition extends InfluxDbServer {
  readonly organisation: string;
  readonly bucket: string;
}

/**
 * Samples in InfluxDB: a point that is sent again overwrites itself, so each is stored once. InfluxDB keeps the last of
 * several samples of one tag with the same time.
 */
export type InfluxDbSinkDefinition = InfluxDb1SinkDefinition | InfluxDb2SinkDefinition;

/** Where samples go beside PostgreSQL. */
export type SinkDefinition = CsvSinkDefinition | InfluxDbSinkDefinition;

/** A definition that was checked. */
export type NamedSinkDefinition = SinkDefinition & { readonly name: string };

/** The name of the sink that every historian has. */
export const POSTGRES_SINK = 'postgres';
// Longest time that `setTimeout` can wait for.
const LONGEST_MS = 2_147_483_647;

/**
 * Checks definitions, and gives names to those that have none.
 *
 * @throws HistorianError SINK_INVALID with the sink's name, what was expected and what came
 */
export function checkSinks(definitions: readonly SinkDefinition[]): NamedSinkDefinition[] {
  const taken = new Set([POSTGRES_SINK]);
  return definitions.map((definition) => {
    const name = definition.name ?? definition.kind;
    refuseUnless(name, isText(name), 'a name', kindOf(definition.name));
    refuseUnless(name, !taken.has(name), 'a name that no other sink has', name);
    taken.add(name);
    if (definition.kind === 'csv') refuseCsv(name, definition);
    else if (definition.kind === 'influxdb') refuseInfluxDb(name, definition);
    else {
      const { kind } = definition as { readonly kind: unknown };
      refuseUnless(name, false, "kind 'csv' or 'influxdb'", kindOf(kind));
    }
    return { ...definition, name };
  });
}

function refuseCsv(name: string, definition: CsvSinkDefinition): void {
  const { folder, pattern, rotateBytes, rotateMs } = definition;
  refuseUnless(name, isText(folder), 'a folder', kindOf(folder));
  if (pattern !== undefined) refuseFileNamePattern(name, pattern);
  refuseUnless(name, isWithin(rotateBytes, Infinity), 'rotateBytes of 1 or more', `${rotateBytes}`);
  refuseUnless(
    name,
    isWithin(rotateMs, LONGEST_MS),
    `rotateMs from 1 to ${LONGEST_MS}`,
    `${rotateMs}`,
  );
}

function refuseInfluxDb(name: string, definition: InfluxDbSinkDefinition): void {
  const { url, measurement = 'samples', timeoutMs } = definition;
  const parsed = URL.parse(url);
  const isHttp = parsed !== null && /^https?:$/.test(parsed.protocol);
  refuseUnless(name, isHttp, 'a url as http://host:8086', kindOf(url));
  // Not shown: it holds a password.
  const isBare = parsed?.username === '' && parsed.password === '';
  refuseUnless(name, isBare, 'username and password beside the url', 'a url with both in it');
  refuseUnless(name, isText(measurement), 'a measurement', kindOf(measurement));
  refuseUnless(
    name,
    isWithin(timeoutMs, LONGEST_MS),
    `timeoutMs from 1 to ${LONGEST_MS}`,
    `${timeoutMs}`,
  );
  if ('database' in definition) {
    refuseUnless(name, isText(definition.database), 'a database', kindOf(definition.database));
    refuseUnless(name, !('bucket' in definition), 'a database or a bucket', 'both');
    return;
  }
  const { organisation, bucket } = definition;
  const isComplete = isText(organisation) && isText(bucket);
  const given = `organisation ${kindOf(organisation)}, bucket ${kindOf(bucket)}`;
  refuseUnless(name, isComplete, 'a database, or organisation and bucket', given);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isWithin(value: number | undefined, highest: number): boolean {
  return value === undefined || (value >= 1 && value <= highest);
}

function refuseUnless(name: string, isRight: boolean, expected: string, came: string): void {
  if (isRight) return;
  throw new HistorianError('SINK_INVALID', `sink ${name}: expected ${expected}, got ${came}`);
}

/** Description of a value that should be a text, without a text itself: it may be a password in a place where it does not belong. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === '') return 'an empty text';
  return typeof value === 'string' ? 'another text' : `a ${typeof value}`;
}
