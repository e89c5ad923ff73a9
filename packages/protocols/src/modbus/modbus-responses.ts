import { OUR_TIME_BIT, StatusCode } from '../sample/status-code.ts';

/** Responses of one plan, as they came: columns of which the first `count` entries count. */
export interface ModbusResponses {
  count: number;
  /** Time of all samples of a response, microseconds since 1970. */
  timeUs: Float64Array;
  /** Good, `PARTIAL`, or what became of the request, with `OUR_TIME_BIT`: then there are no data. */
  status: Int32Array;
  /** Where the data begin. */
  dataStart: Int32Array;
  /** Whether one of them lacks data. */
  hasOutage: boolean;
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

/** Adds a response that lacks data of some tags: which, stands behind its data. */
export function addPartial(responses: ModbusResponses, timeUs: number, dataStart: number): void {
  add(responses, timeUs, PARTIAL, dataStart);
  responses.hasOutage = true;
}

/** Adds a request that nothing usable came to, with the Bad status of its samples. */
export function addOutage(responses: ModbusResponses, timeUs: number, status: number): void {
  add(responses, timeUs, status | OUR_TIME_BIT, 0);
  responses.hasOutage = true;
}

/** Takes all responses out. */
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
