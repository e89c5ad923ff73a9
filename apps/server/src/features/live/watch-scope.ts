import type { TagScope } from '../../kit/access/tags-in-scope.ts';

/** A watch over the scope of a stream. */
interface ScopeWatch extends Disposable {
  /** Aborts when the stream ends, or when its scope is another one. */
  readonly signal: AbortSignal;
  /** @throws what the reading of the scope failed with */
  hasChanged(): boolean;
}

// No longer than a scope is kept: the reading costs nothing in between.
const CHECK_MS = 1_000;

/** Watches whether a scope changes. One that holds everywhere does not: the session's rights would change with it. */
export function watchScope(
  scope: TagScope,
  readScope: () => Promise<TagScope>,
  stream: AbortSignal,
): ScopeWatch {
  const turn = new AbortController();
  let failure: { readonly error: unknown } | undefined;
  const check = async (): Promise<void> => {
    try {
      if (!isSame(scope, await readScope())) turn.abort();
    } catch (error) {
      failure = { error };
      turn.abort();
    }
  };
  const timer = scope.ids === null ? undefined : setInterval(() => void check(), CHECK_MS).unref();
  return {
    signal: AbortSignal.any([stream, turn.signal]),
    hasChanged() {
      if (failure !== undefined) throw failure.error;
      return turn.signal.aborted && !stream.aborted;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

function isSame({ ids: before }: TagScope, { ids: now }: TagScope): boolean {
  if (before === now) return true;
  if (before === null || now === null || before.size !== now.size) return false;
  return [...before].every((id) => now.has(id));
}
