import {
  createSampleBatch,
  jsonDecoder,
  planJsonTopic,
  StatusCode,
  type JsonTagDefinition,
  type JsonTopicDefinition,
  type MqttSourceDefinition,
  type TextSample,
} from '@varve/protocols';
import { samplesOf, type Sample } from './samples.ts';

/** When payloads arrive unless a test says otherwise: 2026-11-29T12:00:00Z, in microseconds since 1970. */
export const RECEIVED = Date.UTC(2026, 10, 29, 12) * 1_000;

/** A topic of a test; a tag without a path is at `value`. */
export type TestTopic = Omit<Partial<JsonTopicDefinition>, 'tags'> & {
  readonly tags?: readonly Partial<JsonTagDefinition>[];
};

/** Samples and rejections of a payload. */
export interface Decoded {
  readonly samples: Sample[];
  readonly texts: TextSample[];
  readonly reasons: string[];
}

/** Makes the decoder of the topic `machine/1`. */
export function decoderOf(
  { tags = [{}], ...topic }: TestTopic = {},
  source: Partial<MqttSourceDefinition> = {},
) {
  const named = tags.map((tag, index) => ({ name: `tag-${index}`, path: 'value', ...tag }));
  const decode = jsonDecoder(
    planJsonTopic({ topic: 'machine/1', ...topic, tags: named }, 0, source),
  );
  return (payload: string | Uint8Array, { receivedUs = RECEIVED, status = 0 } = {}): Decoded => {
    const batch = createSampleBatch(0);
    const texts: TextSample[] = [];
    const reasons: string[] = [];
    const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
    decode(
      { payload: bytes, receivedUs, status },
      {
        batch,
        reject: (reason) => void reasons.push(reason),
        text: (sample) => void texts.push(sample),
      },
    );
    return { samples: samplesOf(batch), texts, reasons };
  };
}

/** Decodes one payload. */
export function decodeJson(payload: string | Uint8Array, topic: TestTopic = {}): Decoded {
  return decoderOf(topic)(payload);
}

/** A Good sample. */
export const good = (value: number, tag = 0, time: number = RECEIVED): Sample => ({
  tag,
  time,
  value,
  status: StatusCode.good,
});

/** A sample without a value. */
export const bad = (status: number, tag = 0, time: number = RECEIVED): Sample => ({
  tag,
  time,
  value: Number.NaN,
  status,
});

/** Microseconds since 1970 of an ISO text without a fraction. */
export const us = (text: string): number => Date.parse(text) * 1_000;
