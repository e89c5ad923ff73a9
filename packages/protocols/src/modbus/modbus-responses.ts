import { OUR_TIME_BIT, StatusCode } from '../sample/status-code.ts';

/** Responses of one plan in order of arrival: columns of which the first `count` entries are in use. */
export interface ModbusResponses {
  count: number;
  /** Time of all samples of a response, microseconds since 1970. */
  timeUs: Float64Array;
  /** Good or `PARTIAL`; or, for a request that failed, its Bad status with `OUR_TIME_BIT`, and there are no data. */
  status: Int32Array;
  /** Byte at which the data begin. */
  dataStart: Int32Array;
  /** Whether a response lacks data. */
  hasOutage: boolean;
}

/** Consecutive responses of a table, from `from` to `to`, that are decoded together. */
export interface ResponseRange {
  /** Over the memory that holds the responses. */
  readonly view: DataView;
  readonly responses: ModbusResponses;
  readonly from: number;
  readonly to: number;
}

/** The status of a response that lacks data of some tags. */
export const PARTIAL = 1;

const FIRST_CAPACITY = 16;

/** Makes a table without responses. */
export function createModbusResponses(): ModbusResponses {
  return {
    count: 0,
    timeUs: new Float64Array(FIRST_CAPACITY),
    status: new Int32Array(FIRST_CAPACITY),
    dataStart: new Int32Array(FIRST_CAPACITY),
    hasOutage: false,
  };
}

/** Adds a response. */
export function addResponse(responses: ModbusResponses, timeUs: number, dataStart: number): void {
  add(responses, timeUs, StatusCode.good, dataStart);
}

/** Adds a response that lacks data of some tags; the missing ranges stand behind its data. */
export function addPartial(responses: ModbusResponses, timeUs: number, dataStart: number): void {
  add(responses, timeUs, PARTIAL, dataStart);
  responses.hasOutage = true;
}

/** Adds a request without a usable response, with the Bad status of its samples. */
export function addOutage(responses: ModbusResponses, timeUs: number, status: number): void {
  add(responses, timeUs, status | OUR_TIME_BIT, 0);
  responses.hasOutage = true;
}

/** Removes all responses. */
export function clearResponses(responses: ModbusResponses): void {
  responses.count = 0;
  responses.hasOutage = false;
}

function add(responses: ModbusResponses, timeUs: number, status: number, dataStart: number): void {
  if (responses.count === responses.timeUs.length) grow(responses);
  const at = responses.count++;
  responses.timeUs[at] = timeUs;
  responses.status[at] = status;
  responses.dataStart[at] = dataStart;
}

function grow(responses: ModbusResponses): void {
  const { timeUs, status, dataStart } = responses;
  const capacity = 2 * timeUs.length;
  responses.timeUs = new Float64Array(capacity);
  responses.timeUs.set(timeUs);
  responses.status = new Int32Array(capacity);
  responses.status.set(status);
  responses.dataStart = new Int32Array(capacity);
  responses.dataStart.set(dataStart);
}
