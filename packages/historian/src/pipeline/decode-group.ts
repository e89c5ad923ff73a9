import { setTimeout as delay } from 'node:timers/promises';
import {
  appendFrame,
  createFrameBuffer,
  createFrameCursor,
  readFrame,
  type Frame,
  type FrameBuffer,
} from '@varve/protocols';
import type { GroupResult } from '../worker/pipeline.worker.ts';
import { THREAD_RETRY_MS, tryOnThread, type ThreadHost } from './try-on-thread.ts';

/** Services of the pipeline for one group. */
export interface GroupHost extends ThreadHost {
  /** Hands frames to a thread; rejects when that ended, or threw. */
  decode(frames: FrameBuffer): Promise<GroupResult>;
  /** Keeps a frame that no thread survives; resolves when it is on disk. */
  setAside(frame: Frame, reason: string): Promise<void>;
}

/** Threads end for reasons of their own too: a group, and a single frame in the end, is given a few. */
const MOST_TRIES = 3;

/**
 * Decodes a group, whatever happens to the threads. A group that no thread survives is halved until only the frame that ends threads is
 * left; that frame is set aside.
 *
 * @returns the results, in order; undefined when the pipeline has stopped
 */
export async function decodeGroup(
  frames: FrameBuffer,
  host: GroupHost,
  tries: number = MOST_TRIES,
): Promise<GroupResult[] | undefined> {
  const outcome = await tryOnThread(host, () => host.decode(frames), tries);
  if (outcome === undefined) return undefined;
  if (outcome.result !== undefined) return [outcome.result];
  await delay(THREAD_RETRY_MS);
  const all = framesOf(frames);
  if (all.length === 1) {
    await host.setAside(all[0]!, outcome.reason);
    return [];
  }
  const results: GroupResult[] = [];
  const middle = all.length >> 1;
  for (const half of [all.slice(0, middle), all.slice(middle)]) {
    const part = await decodeGroup(bufferOf(half), host, half.length === 1 ? MOST_TRIES : 1);
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
