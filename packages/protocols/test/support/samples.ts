import type { SampleBatch, SampleRuns } from '@varve/protocols';

/** A sample as an object: slow, and easy to compare. */
export interface Sample {
  readonly tag: number;
  readonly time: number;
  readonly value: number;
  readonly status: number;
}

/** Takes samples out of samples. */
export function samplesOf({ tag, time, value, status, length }: SampleBatch): Sample[] {
  return Array.from({ length }, (_, at) => ({
    tag: tag[at]!,
    time: time[at]!,
    value: value[at]!,
    status: status[at]!,
  }));
}

/** Takes samples out of runs, tag by tag. */
export function samplesOfRuns({ samples, tags, starts, runCount }: SampleRuns): Sample[] {
  return Array.from({ length: runCount }, (_, run) => run).flatMap((run) =>
    Array.from({ length: starts[run + 1]! - starts[run]! }, (_, index) => {
      const at = starts[run]! + index;
      return {
        tag: tags[run]!,
        time: samples.time[at]!,
        value: samples.value[at]!,
        status: samples.status[at]!,
      };
    }),
  );
}

/** Bytes from hexadecimal text; spaces are for people. */
export function bytes(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
}
