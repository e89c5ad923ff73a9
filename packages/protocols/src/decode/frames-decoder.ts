import type { DecodePlan } from './decode-plan.ts';
import { createFrameCursor, readFrame, type FrameCursor } from '../frame/frame-buffer.ts';
import type { JsonPlan } from '../json/json-plan.ts';
import { jsonDecoder } from '../json/json-decoder.ts';
import { modbusDecoder, type ModbusDecoder } from '../modbus/modbus-decoder.ts';
import { readResponseData } from '../modbus/read-response-data.ts';
import { isPartialResponse, partialDataStart } from '../modbus/partial-response.ts';
import {
  addOutage,
  addPartial,
  addResponse,
  clearResponses,
  createModbusResponses,
  type ModbusResponses,
} from '../modbus/modbus-responses.ts';
import type { ModbusReadPlan } from '../modbus/modbus-read-plan.ts';
import { ProtocolError } from '../frame/protocol-error.ts';
import {
  appendSample,
  createSampleBatch,
  reserveSamples,
  type SampleBatch,
} from '../sample/sample-batch.ts';
import { decodeSampleFrame } from '../frame/sample-frame-plan.ts';
import {
  createRunBuilder,
  sortByTime,
  type RunColumns,
  type SampleRuns,
} from '../sample/sample-runs.ts';
import { OUR_TIME_BIT } from '../sample/status-code.ts';
import { decodeTextFrame, type TextSample } from '../frame/text-frame-plan.ts';

/** What is told of each frame as it is decoded. */
export interface DecodeObserver {
  /** A frame, or a value in it, that its protocol does not allow. */
  rejected(plan: number, reason: string): void;
  /** A sample of a text tag: they go beside the numbers. */
  text(sample: TextSample): void;
}

/**
 * Decodes the frames of a buffer.
 *
 * @returns the samples by tag; good until the decoder is called again
 */
export type FramesDecoder = (
  bytes: Uint8Array,
  length: number,
  observer: DecodeObserver,
) => SampleRuns;

/**
 * Makes the decoder of everything that a historian's sources send.
 *
 * A frame that its protocol does not allow is told to the observer and gives a Bad sample of each of its tags, as does a request
 * that failed: an outage is data. The frames around it are not disturbed.
 *
 * What a Modbus response has of which tag is known before it is opened: its samples are read once, to where they belong. Those of other
 * frames are read first, and then put there. A tag that comes in both has its samples in order of time.
 *
 * @param plans - how to decode, by the plan's number in a frame
 * @param tagCount - tags in the historian's list
 */
export function framesDecoder(plans: readonly DecodePlan[], tagCount: number): FramesDecoder {
  const loose = createSampleBatch(0);
  const devices: PlannedResponses[] = [];
  const takers = plans.map((plan) => {
    if (plan.codec !== 'modbus') return looseTaker(plan, loose);
    const device = { plan, responses: createModbusResponses(), decode: modbusDecoder(plan) };
    devices.push(device);
    return responseTaker(device);
  });
  const builder = createRunBuilder(tagCount);
  const cursor = createFrameCursor();
  return (bytes, length, observer) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, length);
    loose.length = 0;
    cursor.next = 0;
    while (readFrame(view, length, cursor)) {
      takeFrame(takers[cursor.plan]!, { bytes, view, cursor, observer });
    }
    const { places } = builder;
    let hasOurTimes = false;
    places.fill(0);
    for (const { plan, responses } of devices) {
      if (responses.count === 0) continue;
      for (const tag of plan.tags) places[tag]! += responses.count;
      hasOurTimes ||= responses.hasOutage;
    }
    hasOurTimes ||= someInOurTime(loose);
    const mixed = tagsOfBoth(loose, places);
    for (let at = 0; at < loose.length; at++) places[loose.tag[at]!]!++;
    const runs = builder.arrange(hasOurTimes);
    for (const { responses, decode } of devices) {
      decode(view, responses, runs.samples, places);
      clearResponses(responses);
    }
    scatter(loose, runs.samples, places);
    if (mixed.size > 0) sortRuns(runs, mixed);
    return runs;
  };
}

/** Responses of a plan that wait to be read. */
interface PlannedResponses {
  readonly plan: ModbusReadPlan;
  readonly responses: ModbusResponses;
  readonly decode: ModbusDecoder;
}

/** The frame at which a decoder is. */
interface FrameInput {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly cursor: FrameCursor;
  readonly observer: DecodeObserver;
}

/** What is done with the frames of a plan. */
interface FrameTaker {
  /** @throws ProtocolError where the protocol does not allow it; nothing is taken of it then */
  take(input: FrameInput): void;
  /** Every tag of the plan has no value, and why. */
  fail(input: FrameInput, status: number): void;
}

function takeFrame(taker: FrameTaker, input: FrameInput): void {
  const { plan, status } = input.cursor;
  if (status < 0) {
    taker.fail(input, status);
    return;
  }
  try {
    taker.take(input);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    input.observer.rejected(plan, error.message);
    taker.fail(input, error.status);
  }
}

function responseTaker({ plan, responses }: PlannedResponses): FrameTaker {
  const { functionCode, quantity } = plan.request;
  return {
    take({ bytes, cursor: { receivedUs, payloadStart, payloadEnd } }) {
      if (isPartialResponse(bytes, payloadStart, functionCode)) {
        addPartial(responses, receivedUs, partialDataStart(payloadStart));
        return;
      }
      const start = readResponseData(bytes, payloadStart, payloadEnd, functionCode, quantity);
      addResponse(responses, receivedUs, start);
    },
    fail: ({ cursor }, status) => addOutage(responses, cursor.receivedUs, status),
  };
}

function looseTaker(plan: Exclude<DecodePlan, ModbusReadPlan>, batch: SampleBatch): FrameTaker {
  return {
    take: takerOf(plan, batch),
    fail: ({ cursor, observer }, status) =>
      appendOutage(plan, batch, observer, cursor.receivedUs, status),
  };
}

function takerOf(
  plan: Exclude<DecodePlan, ModbusReadPlan>,
  batch: SampleBatch,
): FrameTaker['take'] {
  switch (plan.codec) {
    case 'json':
      return jsonTaker(plan, batch);
    case 'samples':
      return ({ view, cursor: { payloadStart, payloadEnd } }) =>
        decodeSampleFrame(plan, view, payloadStart, payloadEnd, batch);
    case 'texts':
      return ({ bytes, cursor: { payloadStart, payloadEnd }, observer }) => {
        const payload = bytes.subarray(payloadStart, payloadEnd);
        for (const sample of decodeTextFrame(plan, payload)) observer.text(sample);
      };
  }
}

function jsonTaker(plan: JsonPlan, batch: SampleBatch): FrameTaker['take'] {
  const decode = jsonDecoder(plan);
  return ({ bytes, cursor, observer }) => {
    const { receivedUs, status, payloadStart, payloadEnd } = cursor;
    decode(
      { payload: bytes.subarray(payloadStart, payloadEnd), receivedUs, status },
      {
        batch,
        reject: (reason) => observer.rejected(cursor.plan, reason),
        takeText: (sample) => observer.text(sample),
      },
    );
  };
}

function appendOutage(
  plan: Exclude<DecodePlan, ModbusReadPlan>,
  batch: SampleBatch,
  observer: DecodeObserver,
  timeUs: number,
  status: number,
): void {
  reserveSamples(batch, plan.tags.length);
  const marked = status | OUR_TIME_BIT;
  for (const tag of plan.tags) appendSample(batch, tag, timeUs, Number.NaN, marked);
  if (plan.codec === 'samples') return;
  for (const tag of plan.textTags) observer.text({ tag, timeUs, value: null, status: marked });
}

function someInOurTime({ status, length }: SampleBatch): boolean {
  for (let at = 0; at < length; at++) if ((status[at]! & OUR_TIME_BIT) !== 0) return true;
  return false;
}

/** Tags that samples were counted of already, and come loose too: a program writes what a device is asked for. */
function tagsOfBoth({ tag, length }: SampleBatch, counted: Int32Array): ReadonlySet<number> {
  const both = new Set<number>();
  for (let at = 0; at < length; at++) if (counted[tag[at]!]! > 0) both.add(tag[at]!);
  return both;
}

function scatter(
  { tag, time, value, status, length }: SampleBatch,
  to: RunColumns,
  places: Int32Array,
): void {
  for (let at = 0; at < length; at++) {
    const place = places[tag[at]!]!++;
    to.time[place] = time[at]!;
    to.value[place] = value[at]!;
    to.status[place] = status[at]!;
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
