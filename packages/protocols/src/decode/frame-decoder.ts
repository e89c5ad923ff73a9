import type { FrameCursor } from '../frame/frame-buffer.ts';
import { decodeSampleFrame } from '../frame/sample-frame-plan.ts';
import { decodeTextFrame, type TextSample } from '../frame/text-frame-plan.ts';
import { jsonDecoder } from '../json/json-decoder.ts';
import type { JsonPlan } from '../json/json-plan.ts';
import type { ModbusReadPlan } from '../modbus/modbus-read-plan.ts';
import {
  addOutage,
  addPartial,
  addResponse,
  type ModbusResponses,
} from '../modbus/modbus-responses.ts';
import { isPartialResponse, missingRanges, partialDataStart } from '../modbus/partial-response.ts';
import { readRegisterTexts } from '../modbus/read-register-texts.ts';
import { readResponseData } from '../modbus/read-response-data.ts';
import { appendSample, reserveSamples, type SampleBatch } from '../sample/sample-batch.ts';
import { OUR_TIME_BIT } from '../sample/status-code.ts';
import type { DecodePlan } from './decode-plan.ts';

/** Callbacks for whatever a frame gives beside numbers. */
export interface DecodeObserver {
  /** Called for a frame, or a value in it, that its protocol does not allow. */
  rejected(plan: number, reason: string): void;
  /** Called for each sample of a text tag. */
  text(sample: TextSample): void;
}

/** The frame that is being decoded. */
export interface FrameInput {
  readonly bytes: Uint8Array;
  /** Over `bytes`. */
  readonly view: DataView;
  readonly cursor: FrameCursor;
  readonly observer: DecodeObserver;
}

/** Decodes the frames of one plan. */
export interface FrameDecoder {
  /** @throws ProtocolError where the protocol does not allow the frame, of which nothing is kept then */
  decode(input: FrameInput): void;
  /** Gives every tag of the plan a sample without a value, with a Bad status. */
  markOutage(input: FrameInput, status: number): void;
}

/**
 * Makes the decoder of a Modbus plan's frames: it checks each response and adds it to a table, to be decoded with the
 * others. Its texts are read at once.
 */
export function createResponseCollector(
  { request, texts }: ModbusReadPlan,
  responses: ModbusResponses,
): FrameDecoder {
  return {
    decode({ bytes, view, cursor: { receivedUs: timeUs, payloadStart, payloadEnd }, observer }) {
      const isPartial = isPartialResponse(bytes, payloadStart, request.functionCode);
      const dataStart = isPartial
        ? partialDataStart(payloadStart)
        : readResponseData(bytes, payloadStart, payloadEnd, request);
      (isPartial ? addPartial : addResponse)(responses, timeUs, dataStart);
      if (texts.length === 0) return;
      const missing = isPartial ? missingRanges(view, dataStart, request) : [];
      const response = { bytes, dataStart, timeUs, missing };
      readRegisterTexts(texts, response, (sample) => observer.text(sample));
    },
    markOutage({ cursor: { receivedUs: timeUs }, observer }, status) {
      addOutage(responses, timeUs, status);
      const marked = status | OUR_TIME_BIT;
      for (const { tag } of texts) observer.text({ tag, timeUs, value: null, status: marked });
    },
  };
}

type OtherPlan = Exclude<DecodePlan, ModbusReadPlan>;

/** Makes the decoder of another plan's frames: it adds their samples to a batch, in order of arrival. */
export function createFrameDecoder(plan: OtherPlan, batch: SampleBatch): FrameDecoder {
  return {
    decode: decodeInto(plan, batch),
    markOutage: (input, status) => appendOutage(plan, batch, input, status),
  };
}

function decodeInto(plan: OtherPlan, batch: SampleBatch): FrameDecoder['decode'] {
  switch (plan.codec) {
    case 'json':
      return decodeJsonInto(plan, batch);
    case 'samples':
      return ({ view, cursor }) => decodeSampleFrame(plan, view, cursor, batch);
    case 'texts':
      return ({ bytes, cursor: { payloadStart, payloadEnd }, observer }) => {
        const payload = bytes.subarray(payloadStart, payloadEnd);
        for (const sample of decodeTextFrame(plan, payload)) observer.text(sample);
      };
  }
}

function decodeJsonInto(plan: JsonPlan, batch: SampleBatch): FrameDecoder['decode'] {
  const decode = jsonDecoder(plan);
  return ({ bytes, cursor, observer }) => {
    const { receivedUs, status, payloadStart, payloadEnd } = cursor;
    decode(
      { payload: bytes.subarray(payloadStart, payloadEnd), receivedUs, status },
      {
        batch,
        reject: (reason) => observer.rejected(cursor.plan, reason),
        text: (sample) => observer.text(sample),
      },
    );
  };
}

function appendOutage(
  plan: OtherPlan,
  batch: SampleBatch,
  { cursor: { receivedUs: timeUs }, observer }: FrameInput,
  status: number,
): void {
  reserveSamples(batch, plan.tags.length);
  const marked = status | OUR_TIME_BIT;
  for (const tag of plan.tags) appendSample(batch, tag, timeUs, Number.NaN, marked);
  if (plan.codec === 'samples') return;
  for (const tag of plan.textTags) observer.text({ tag, timeUs, value: null, status: marked });
}
