import {
  appendFrame,
  createFrameBuffer,
  framesDecoder,
  OUR_TIME_BIT,
  planSource,
  tagsOf,
  type SourceDefinition,
  type TextSample,
} from '@varve/protocols';
import type { NotesHost } from './notes-host.ts';
import { samplesOfRuns, type Sample } from './samples.ts';

/** A sample of a tag that was pushed, as the decoder gives it. */
export interface NotedSample extends Omit<Sample, 'tag' | 'value' | 'status'> {
  readonly value: number | string | null;
  /** Without `OUR_TIME_BIT`. */
  readonly status: number;
  /** It had the bit. */
  readonly isOurTime: boolean;
}

/** Decodes what a host noted of a tag, in the order of its coming. @param name - of the tag */
export function notedSamples(
  { frames }: NotesHost,
  source: SourceDefinition,
  name: string,
): NotedSample[] {
  const tags = tagsOf(source);
  const wanted = tags.findIndex((tag) => tag.name === name);
  const decode = framesDecoder(planSource(source, 0), tags.length);
  return frames.flatMap((frame) => {
    const buffer = createFrameBuffer(1_024);
    appendFrame(buffer, frame);
    const texts: TextSample[] = [];
    const rejected = (_plan: number, reason: string): never => {
      throw new Error(reason);
    };
    const runs = decode(buffer.bytes, buffer.length, {
      rejected,
      text: (text) => texts.push(text),
    });
    const numbers = samplesOfRuns(runs).map(({ tag, time, value, status }) => ({
      tag,
      time,
      value,
      status,
    }));
    return [...numbers, ...texts.map(({ timeUs, ...text }) => ({ ...text, time: timeUs }))]
      .filter(({ tag }) => tag === wanted)
      .map(({ time, value, status }) => ({
        time,
        value,
        status: status & ~OUR_TIME_BIT,
        isOurTime: (status & OUR_TIME_BIT) !== 0,
      }));
  });
}
