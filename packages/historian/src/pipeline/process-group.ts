import { setTimeout as delay } from 'node:timers/promises';
import {
  appendFrame,
  createFrameBuffer,
  createFrameCursor,
  readFrame,
  type Frame,
  type FrameBuffer,
} from '@varve/protocols';
import type { ProcessResult } from '../worker/pipeline.worker.ts';

/** What the processing of a group may ask of its pipeline. */
export interface GroupHost {
  /** Hands frames to a thread; rejects when that ended, or threw. */
  process(frames: FrameBuffer): Promise<ProcessResult>;
  /** Puts down what the filters remember, and puts it back. */
  save(): void;
  restore(): void;
  /** Tells it, and whether there will be another thread. */
  readonly threadEnded: (reason: string) => boolean;
  /** Puts a frame that no thread survives where it can be looked at; resolves when it is on disk. */
  setAside(frame: Frame, reason: string): Promise<void>;
}

const RETRY_MS = 100;
/** Threads end for reasons of their own too: a group, and a frame in the end, is given a few. */
const MOST_TRIES = 3;

/**
 * Processes a group, whatever becomes of the threads: what the filters remembered before is put back when one ends, and the group
 * is given to another. A group that no thread survives is halved until the frame that does it stands alone.
 *
 * @returns what came out, in order; undefined when the pipeline has stopped
 */
export async function processGroup(
  frames: FrameBuffer,
  host: GroupHost,
  tries: number = MOST_TRIES,
): Promise<ProcessResult[] | undefined> {
  host.save();
  let reason = '';
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) await delay(RETRY_MS);
    try {
      return [await host.process(frames)];
    } catch (error) {
      host.restore();
      reason = (error as Error).message;
      if (!host.threadEnded(reason)) return undefined;
    }
  }
  await delay(RETRY_MS);
  const all = framesOf(frames);
  if (all.length === 1) {
    await host.setAside(all[0]!, reason);
    return [];
  }
  const results: ProcessResult[] = [];
  const middle = all.length >> 1;
  for (const half of [all.slice(0, middle), all.slice(middle)]) {
    const part = await processGroup(bufferOf(half), host, half.length === 1 ? MOST_TRIES : 1);
    if (part === undefined) return undefined;
    results.push(...part);
  }
  return results;
}

function framesOf({ bytes, length }: FrameBuffer): Frame[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  const cursor = createFrameCursor();
  const frames: Frame[] = [];
  while (readFrame(view, length, cursor)) {
    const { plan, receivedUs, status, payloadStart, payloadEnd } = cursor;
    frames.push({ plan, receivedUs, status, payload: bytes.subarray(payloadStart, payloadEnd) });
  }
  return frames;
}

function bufferOf(frames: readonly Frame[]): FrameBuffer {
  const buffer = createFrameBuffer(1_024);
  for (const frame of frames) appendFrame(buffer, frame);
  return buffer;
}
