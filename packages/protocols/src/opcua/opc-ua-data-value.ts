import { OUR_TIME_BIT, StatusCode } from '../sample/status-code.ts';
import {
  readSampleTime,
  type ClockLimits,
  type DataValueTimes,
  type SampleTime,
} from './sample-time.ts';
import type { ReadValue, TypedValue } from './typed-value.ts';

/** A DataValue from a server. */
export interface OpcUaDataValue extends DataValueTimes {
  readonly value?: TypedValue | null | undefined;
  /** Its 32 bits. */
  readonly statusCode: { readonly value: number };
}

/** A sample of a tag. */
export interface OpcUaSample<Value> {
  /** Microseconds since 1970. */
  readonly timeUs: number;
  /** Raw value; undefined where there is none, and then the status is Bad. */
  readonly value: Value | undefined;
  readonly status: number;
}

/**
 * Makes a sample of a DataValue.
 *
 * @param read - reads a value that the tag's data type takes
 * @param isFirst - whether it is the tag's first value: no value means that there is none yet
 */
export function readDataValue<Value>(
  dataValue: OpcUaDataValue,
  read: (variant: TypedValue | null | undefined) => ReadValue<Value>,
  { isFirst, ...limits }: ClockLimits & { readonly isFirst: boolean },
): OpcUaSample<Value> {
  const time = readSampleTime(dataValue, limits);
  const found = read(dataValue.value);
  // The standard reserves the bit, which has a meaning in Varve.
  const sent = (dataValue.statusCode.value & ~OUR_TIME_BIT) | 0;
  if (found.value !== undefined) {
    const good = worse(found.status, time.status & ~OUR_TIME_BIT);
    const status = (sent >= StatusCode.uncertain || sent < 0 ? sent : good | sent) | 0;
    return {
      timeUs: time.timeUs,
      value: found.value,
      status: status | (time.status & OUR_TIME_BIT),
    };
  }
  const isAwaited = isFirst && found.status === StatusCode.badNoData;
  const missing = isAwaited ? StatusCode.badWaitingForInitialData : found.status;
  return { ...withoutValue(time, sent < 0 ? sent : missing), value: undefined };
}

/** A sample with neither a value nor a time of the device is a mark. */
function withoutValue(
  { timeUs, isOwn }: SampleTime,
  status: number,
): { readonly timeUs: number; readonly status: number } {
  return { timeUs, status: isOwn ? status : status | OUR_TIME_BIT };
}

function worse(one: number, other: number): number {
  return one === StatusCode.good ? other : one;
}
