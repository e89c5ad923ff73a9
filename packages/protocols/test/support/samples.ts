import type { SampleBatch } from '@varve/protocols';

/** A sample as an object: slow, and easy to compare. */
export interface Sample {
  readonly tag: number;
  readonly time: number;
  readonly value: number;
  readonly status: number;
}

/** Takes samples out of columns. */
export function samplesOf({ tag, time, value, status, length }: SampleBatch): Sample[] {
  return Array.from({ length }, (_, at) => ({
    tag: tag[at]!,
    time: time[at]!,
    value: value[at]!,
    status: status[at]!,
  }));
}

/** Bytes from hexadecimal text; spaces are for people. */
export function bytes(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
}
