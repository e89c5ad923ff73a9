import {
  appendFrame,
  createFrameBuffer,
  frameBytes,
  type Frame,
  type FrameBuffer,
} from '@varve/protocols';

/** Limits of a queue. */
export interface ShardQueueLimits {
  /** Bytes from which a buffer goes to a worker before its time is up. */
  readonly flushBytes: number;
  /** Bytes from which drivers are asked to wait. */
  readonly fullBytes: number;
  /** Bytes above which a frame is dropped, and counted. */
  readonly mostBytes: number;
}

/**
 * Frames that wait for a worker. At most one buffer of a shard is with a worker at a time, so that the samples of a tag
 * are seen in order.
 */
export interface ShardQueue {
  /** Takes a frame; false when it had to be dropped. */
  push(frame: Frame): boolean;
  /** Undefined when frames are welcome, else a promise for when they are again. */
  whenReady(): Promise<void> | undefined;
  /** Sends what waits to a worker, unless one is at work for this shard. */
  flush(): void;
  /** Sends what waits, and resolves when nothing is left. */
  drain(): Promise<void>;
}

/**
 * Makes the queue of a shard.
 *
 * @param process - takes a buffer to a worker and resolves when the next may come; it does not reject
 */
export function createShardQueue(
  limits: ShardQueueLimits,
  process: (buffer: FrameBuffer) => Promise<void>,
): ShardQueue {
  let waiting = createFrameBuffer(limits.flushBytes);
  let working: Promise<void> | undefined;
  let ready: PromiseWithResolvers<void> | undefined;

  const flush = (): void => {
    if (working !== undefined || waiting.frameCount === 0) return;
    const buffer = waiting;
    waiting = createFrameBuffer(Math.max(limits.flushBytes, buffer.length));
    ready?.resolve();
    ready = undefined;
    working = process(buffer).then(() => {
      working = undefined;
      if (waiting.length >= limits.flushBytes) flush();
    });
  };

  return {
    push(frame) {
      if (waiting.length + frameBytes(frame.payload.length) > limits.mostBytes) return false;
      appendFrame(waiting, frame);
      if (waiting.length >= limits.flushBytes) flush();
      return true;
    },
    whenReady() {
      if (waiting.length < limits.fullBytes) return undefined;
      ready ??= Promise.withResolvers();
      return ready.promise;
    },
    flush,
    async drain() {
      while (working !== undefined || waiting.frameCount > 0) {
        flush();
        await working;
      }
    },
  };
}
