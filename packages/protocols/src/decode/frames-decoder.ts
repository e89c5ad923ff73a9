import { createFrameCursor, readFrame } from '../frame/frame-buffer.ts';
import { ProtocolError } from '../frame/protocol-error.ts';
import { modbusDecoder, type ModbusDecoder } from '../modbus/modbus-decoder.ts';
import type { ModbusReadPlan } from '../modbus/modbus-read-plan.ts';
import {
  clearResponses,
  createModbusResponses,
  type ModbusResponses,
} from '../modbus/modbus-responses.ts';
import { createSampleBatch, type SampleBatch } from '../sample/sample-batch.ts';
import {
  createRunBuilder,
  sortByTime,
  type RunColumns,
  type SampleRuns,
} from '../sample/sample-runs.ts';
import { OUR_TIME_BIT } from '../sample/status-code.ts';
import type { DecodePlan } from './decode-plan.ts';
import {
  createFrameDecoder,
  createResponseCollector,
  type DecodeObserver,
  type FrameDecoder,
  type FrameInput,
} from './frame-decoder.ts';

/**
 * Decodes the frames of a buffer.
 *
 * @returns the samples by tag; valid until the decoder is called again
 */
export type FramesDecoder = (
  bytes: Uint8Array,
  length: number,
  observer: DecodeObserver,
) => SampleRuns;

/**
 * Makes the decoder of everything that a historian's sources send.
 *
 * A frame that its protocol does not allow is reported to the observer and gives a Bad sample of each of its tags. A request that
 * failed does so too: an outage is data. Neither disturbs the frames around it.
 *
 * A Modbus plan says which tags a response carries, so its samples are counted first and decoded once, straight into place. Samples of
 * other frames are decoded first and moved into place afterwards. A tag that comes in both has its samples in order of time.
 *
 * @param plans - how to decode, by the plan's number in a frame
 * @param tagCount - tags in the historian's list
 */
export function framesDecoder(plans: readonly DecodePlan[], tagCount: number): FramesDecoder {
  const unsorted = createSampleBatch(0);
  const pendingResponses: PendingResponses[] = [];
  const decoders = plans.map((plan) => {
    if (plan.codec !== 'modbus') return createFrameDecoder(plan, unsorted);
    const responses = createModbusResponses();
    pendingResponses.push({ plan, responses, decode: modbusDecoder(plan) });
    return createResponseCollector(plan, responses);
  });
  const builder = createRunBuilder(tagCount);
  const { counts, next } = builder;
  const cursor = createFrameCursor();
  return (bytes, length, observer) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, length);
    unsorted.length = 0;
    cursor.next = 0;
    while (readFrame(view, length, cursor)) {
      decodeFrame(decoders[cursor.plan]!, { bytes, view, cursor, observer });
    }
    counts.fill(0);
    let hasOurTimes = hasOurTime(unsorted);
    for (const { plan, responses } of pendingResponses) {
      if (responses.count === 0) continue;
      for (const tag of plan.tags) counts[tag]! += responses.count;
      hasOurTimes ||= responses.hasOutage;
    }
    const mixed = tagsAlreadyCounted(unsorted, counts);
    for (let at = 0; at < unsorted.length; at++) counts[unsorted.tag[at]!]!++;
    const runs = builder.arrange(hasOurTimes);
    for (const { responses, decode } of pendingResponses) {
      decode(view, responses, runs.samples, next);
      clearResponses(responses);
    }
    moveIntoRuns(unsorted, runs.samples, next);
    if (mixed.size > 0) sortRuns(runs, mixed);
    return runs;
  };
}

/** Responses of a Modbus plan that are decoded when all samples are counted. */
interface PendingResponses {
  readonly plan: ModbusReadPlan;
  readonly responses: ModbusResponses;
  readonly decode: ModbusDecoder;
}

function decodeFrame(decoder: FrameDecoder, input: FrameInput): void {
  const { plan, status } = input.cursor;
  if (status < 0) {
    decoder.markOutage(input, status);
    return;
  }
  try {
    decoder.decode(input);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    input.observer.rejected(plan, error.message);
    decoder.markOutage(input, error.status);
  }
}

function hasOurTime({ status, length }: SampleBatch): boolean {
  for (let at = 0; at < length; at++) if ((status[at]! & OUR_TIME_BIT) !== 0) return true;
  return false;
}

/** Tags of a batch that Modbus responses bring too: a program may write a tag that a device is asked for. */
function tagsAlreadyCounted({ tag, length }: SampleBatch, counts: Int32Array): ReadonlySet<number> {
  const both = new Set<number>();
  for (let at = 0; at < length; at++) if (counts[tag[at]!]! > 0) both.add(tag[at]!);
  return both;
}

/** @param next - index of each tag's next sample in `to`, by the tag's position; advanced */
function moveIntoRuns(
  { tag, time, value, status, length }: SampleBatch,
  to: RunColumns,
  next: Int32Array,
): void {
  for (let at = 0; at < length; at++) {
    const index = next[tag[at]!]!++;
    to.time[index] = time[at]!;
    to.value[index] = value[at]!;
    to.status[index] = status[at]!;
  }
}

function sortRuns(
  { samples, tags, starts, runCount }: SampleRuns,
  chosen: ReadonlySet<number>,
): void {
  for (let run = 0; run < runCount; run++) {
    if (chosen.has(tags[run]!)) sortByTime(samples, starts[run]!, starts[run + 1]!);
  }
}
