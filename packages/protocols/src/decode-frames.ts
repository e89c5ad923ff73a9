import type { DecodePlan } from './decode-plan.ts';
import { createFrameCursor, readFrame, type FrameCursor } from './frame-buffer.ts';
import { decodeJsonPayload } from './json/payload-codec.ts';
import { modbusResponseDecoder } from './modbus/response-codec.ts';
import { ProtocolError } from './protocol-error.ts';
import { appendSample, reserveSamples, type SampleBatch } from './sample-batch.ts';
import { decodeSampleFrame } from './sample-frame/sample-frame.ts';
import { StatusCode } from './status-code.ts';
import { decodeTextFrame, type TextSample } from './text-frame/text-frame.ts';

/** What is told of each frame as it is decoded. */
export interface DecodeObserver {
  /** A frame, or a value in it, that its protocol does not allow. */
  rejected(plan: number, reason: string): void;
  /** A sample of a text tag: they go beside the batch. */
  text(sample: TextSample): void;
}

/** Decodes the frames of a buffer, one after the other. */
export type FramesDecoder = (
  bytes: Uint8Array<ArrayBuffer>,
  length: number,
  batch: SampleBatch,
  observer: DecodeObserver,
) => void;

/**
 * Makes the decoder of everything that a historian's sources send.
 *
 * A frame that its protocol does not allow is told to the observer and gives a Bad sample of each of its tags, as does a request
 * that failed: an outage is data. The frames around it are not disturbed.
 *
 * @param plans - how to decode, by the plan's number in a frame
 */
export function framesDecoder(plans: readonly DecodePlan[]): FramesDecoder {
  const decoders = plans.map(frameDecoder);
  const cursor = createFrameCursor();
  return (bytes, length, batch, observer) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, length);
    cursor.next = 0;
    while (readFrame(view, length, cursor)) {
      const { plan, receivedUs, status } = cursor;
      const target = plans[plan]!;
      if (status !== StatusCode.good) {
        appendOutage(target, batch, observer, receivedUs, status);
        continue;
      }
      try {
        decoders[plan]!(bytes, view, cursor, batch, observer);
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        observer.rejected(plan, error.message);
        appendOutage(target, batch, observer, receivedUs, error.status);
      }
    }
  };
}

type FrameDecoder = (
  bytes: Uint8Array,
  view: DataView,
  cursor: FrameCursor,
  batch: SampleBatch,
  observer: DecodeObserver,
) => void;

function frameDecoder(plan: DecodePlan): FrameDecoder {
  switch (plan.codec) {
    case 'modbus': {
      const decode = modbusResponseDecoder(plan);
      return (bytes, _view, { payloadStart, payloadEnd, receivedUs }, batch) =>
        decode(bytes, payloadStart, payloadEnd, receivedUs, batch);
    }
    case 'json':
      return (bytes, _view, cursor, batch, observer) => {
        const payload = bytes.subarray(cursor.payloadStart, cursor.payloadEnd);
        decodeJsonPayload(
          plan,
          payload,
          cursor.receivedUs,
          batch,
          (reason) => observer.rejected(cursor.plan, reason),
          (sample) => observer.text(sample),
        );
      };
    case 'samples':
      return (_bytes, view, { payloadStart, payloadEnd }, batch) =>
        decodeSampleFrame(plan, view, payloadStart, payloadEnd, batch);
    case 'texts':
      return (bytes, _view, { payloadStart, payloadEnd }, _batch, observer) => {
        const payload = bytes.subarray(payloadStart, payloadEnd);
        for (const sample of decodeTextFrame(plan, payload)) observer.text(sample);
      };
  }
}

function appendOutage(
  plan: DecodePlan,
  batch: SampleBatch,
  observer: DecodeObserver,
  timeUs: number,
  status: number,
): void {
  reserveSamples(batch, plan.tags.length);
  for (const tag of plan.tags) appendSample(batch, tag, timeUs, Number.NaN, status);
  if (plan.codec !== 'json' && plan.codec !== 'texts') return;
  for (const tag of plan.textTags) observer.text({ tag, timeUs, value: null, status });
}
