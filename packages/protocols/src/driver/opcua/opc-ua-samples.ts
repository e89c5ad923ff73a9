import { earliestTimeUs } from '../../opcua/earliest-time-us.ts';
import { readDataValue, type OpcUaSample } from '../../opcua/opc-ua-data-value.ts';
import { createStampWatch } from '../../opcua/create-stamp-watch.ts';
import { readServerClock } from '../../opcua/sample-time.ts';
import { readNumber, readText } from '../../opcua/typed-value.ts';
import type { OpcUaSourceDefinition } from '../../definition/opc-ua-source-definition.ts';
import { OUR_TIME_BIT } from '../../sample/status-code.ts';
import type { DriverHost } from '../driver.ts';
import { createConfirmation } from './create-confirmation.ts';
import { createOpcUaFrames } from './opc-ua-frames.ts';
import type { NotifiedValue } from './publishing.ts';

/** Sampling interval of a source that sets none, in milliseconds. */
export const DEFAULT_SAMPLING_INTERVAL_MS = 1_000;

// A value that no other follows within two intervals counts as unchanged.
const SHORTEST_CONFIRMATION_MS = 2_000;
const LONGEST_CONFIRMATION_MS = 5_000;

/** Makes samples of the values that a server sends, and pushes them as frames. */
export interface OpcUaSamples {
  /** Begins a connection: the next value of every tag is the first over it, and may be old. */
  begin(): void;
  take(values: readonly NotifiedValue[], publishTime: Date | null): void;
  /** Takes values that were read: a value that the server has yet to notify is as new, or newer. */
  takeRead(values: readonly NotifiedValue[]): void;
  /** Gives tags a mark with a Bad status; the next value of each is its first. */
  fail(marks: readonly { readonly tag: number; readonly status: number }[]): void;
  /** Ends the connection. */
  end(): void;
}

/**
 * Makes the samples of a source.
 *
 * A new connection brings the current value of each node, with the time of its last change, however long ago. A value with a new time is
 * a sample. If no other follows soon, it is a second sample, at the time of the connection. So a value that does not change ends an
 * outage, and has a sample today.
 */
export function createOpcUaSamples(source: OpcUaSourceDefinition, host: DriverHost): OpcUaSamples {
  const frames = createOpcUaFrames(source, host);
  const confirmMs = confirmationMs(source);
  const confirmation = createConfirmation(frames, confirmMs);
  const earliestUs = earliestTimeUs(source);
  const isAwaited = new Uint8Array(source.tags.length).fill(1);
  const watchStamp = createStampWatch(source.tags.length);
  const read = ({ clientHandle, value }: NotifiedValue, nowUs: number): Sample => {
    const limits = { nowUs, earliestUs, isFirst: isAwaited[clientHandle] === 1 };
    return frames.isText(clientHandle)
      ? readDataValue(value, readText, limits)
      : readDataValue(value, readNumber, limits);
  };
  const takeFirst = (tag: number, sample: Sample, serverUs: number): void => {
    const isNew = sample.timeUs > frames.newestUs(tag);
    if (isNew) frames.add(tag, sample);
    const isOld = Math.abs(serverUs - sample.timeUs) > confirmMs * 1_000;
    if ((!isNew || isOld) && hasOwnTime(sample)) confirmation.hold(tag, sample, serverUs);
  };
  return {
    begin: () => void isAwaited.fill(1),
    take(values, publishTime) {
      const nowUs = host.nowUs();
      const serverUs = readServerClock(publishTime, nowUs);
      for (const notified of values) {
        const { clientHandle: tag } = notified;
        if (frames.isText(tag) === undefined) continue;
        const sample = watchStamp(tag, read(notified, nowUs), serverUs);
        confirmation.forget(tag);
        if (isAwaited[tag] === 0) frames.add(tag, sample);
        else takeFirst(tag, sample, serverUs);
        if (sample.value !== undefined) isAwaited[tag] = 0;
      }
      frames.flush();
    },
    takeRead(values) {
      const nowUs = host.nowUs();
      for (const notified of values) {
        const { clientHandle: tag } = notified;
        const sample = read(notified, nowUs);
        if (hasOwnTime(sample)) confirmation.hold(tag, sample, nowUs);
        else frames.add(tag, sample);
      }
      frames.flush();
    },
    fail(marks) {
      const timeUs = host.nowUs();
      for (const { tag, status } of marks) {
        confirmation.forget(tag);
        isAwaited[tag] = 1;
        frames.add(tag, { timeUs, value: undefined, status: status | OUR_TIME_BIT });
      }
      frames.flush();
    },
    end: () => confirmation.end(),
  };
}

type Sample = OpcUaSample<number | string>;

function hasOwnTime({ status }: Sample): boolean {
  return (status & OUR_TIME_BIT) === 0;
}

function confirmationMs({
  samplingIntervalMs = DEFAULT_SAMPLING_INTERVAL_MS,
}: OpcUaSourceDefinition): number {
  const twice = 2 * samplingIntervalMs;
  return Math.min(Math.max(twice, SHORTEST_CONFIRMATION_MS), LONGEST_CONFIRMATION_MS);
}
