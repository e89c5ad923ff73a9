/** Responses of one plan, as they came: columns of which the first `count` entries count. */
export interface ModbusResponses {
  count: number;
  /** Time of all samples of a response, microseconds since 1970. */
  timeUs: Float64Array;
  /** Good, or what became of the request: then there are no data. */
  status: Int32Array;
  /** Where the data begin. */
  dataStart: Int32Array;
}

const FIRST_CAPACITY = 16;

/** Makes a table without responses. */
export function createModbusResponses(): ModbusResponses {
  return {
    count: 0,
    timeUs: new Float64Array(FIRST_CAPACITY),
    status: new Int32Array(FIRST_CAPACITY),
    dataStart: new Int32Array(FIRST_CAPACITY),
  };
}

/** Adds a response. */
export function addResponse(
  responses: ModbusResponses,
  timeUs: number,
  status: number,
  dataStart: number,
): void {
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
