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

/** Time between two values of a node where a source gives none, in milliseconds. */
export const DEFAULT_SAMPLING_INTERVAL_MS = 1_000;

// A value that nothing follows for two intervals does not change, as far as it matters.
const SHORTEST_CONFIRMATION_MS = 2_000;
const LONGEST_CONFIRMATION_MS = 5_000;

/** Takes what a server sends of a source's tags, and pushes it as frames. */
export interface OpcUaSamples {
  /** Of every tag, the next value is the first over a new connection: it may be an old one. */
  begin(): void;
  take(values: readonly NotifiedValue[], publishTime: Date | null): void;
  /** Values that were read, not notified: what the server still has to notify is as new, or newer. */
  takeRead(values: readonly NotifiedValue[]): void;
  /** Some tags have no value, and why; the next is their first. */
  fail(marks: readonly { readonly tag: number; readonly status: number }[]): void;
  /** The connection is over. */
  end(): void;
}

/**
 * Makes the samples of a source.
 *
 * A server sends of each node the value that it has when it is connected to, with the time at which it came to be, however long ago.
 * Where that time is new, it is a sample; and where nothing follows soon, it is one at the time of the connection as well: so a value that
 * does not change ends an outage, and is there for whoever asks about today.
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
