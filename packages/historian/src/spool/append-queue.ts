import { setTimeout as delay } from 'node:timers/promises';
import type { Block } from './block.ts';
import type { SpooledBlock } from './spooled-block.ts';

/** Blocks that wait for the disk. Those that come while it is busy are written together. */
export interface AppendQueue {
  /** Resolves when the block is on disk. It may never, once the queue is closed. */
  append(block: Block): Promise<SpooledBlock>;
  /** Ends the writing; blocks that a failing disk has not taken are given up. */
  close(): Promise<void>;
}

/** Options of `createAppendQueue`. */
interface AppendQueueOptions {
  /** Writes blocks; when it rejects, it is called again for the same ones. */
  readonly write: (blocks: readonly Block[]) => Promise<readonly SpooledBlock[]>;
  readonly onFailure: (error: unknown) => void;
}

interface Waiting {
  readonly block: Block;
  readonly done: PromiseWithResolvers<SpooledBlock>;
}

const RETRY_MS = 1_000;

/** Makes an empty queue. */
export function createAppendQueue({ write, onFailure }: AppendQueueOptions): AppendQueue {
  const closing = new AbortController();
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;

  /** Writes a group until the disk takes it; false when the queue was closed before. */
  async function writeGroup(group: readonly Waiting[]): Promise<boolean> {
    for (;;) {
      try {
        const spooled = await write(group.map(({ block }) => block));
        for (const [index, { done }] of group.entries()) done.resolve(spooled[index]!);
        return true;
      } catch (error) {
        // A full or broken disk is waited for: nobody is told that a block is safe which is not.
        onFailure(error);
        await delay(RETRY_MS, undefined, { signal: closing.signal }).catch(() => undefined);
        if (closing.signal.aborted) return false;
      }
    }
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      if (!(await writeGroup(group))) return;
    }
    writing = undefined;
  }

  return {
    append(block) {
      const done = Promise.withResolvers<SpooledBlock>();
      waiting.push({ block, done });
      writing ??= writeAll();
      return done.promise;
    },
    async close() {
      closing.abort();
      await writing;
    },
  };
}
