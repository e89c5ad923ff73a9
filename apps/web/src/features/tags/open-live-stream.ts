import type { TRPCClient } from '@trpc/client';
import type { AppRouter, LatestView } from '../../api/contract.ts';
import { keepSession } from '../../api/keep-session.ts';

const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 5_000;
// Pages that hear of the end of a session go, and their streams with them. One that stays is one of the next session.
const RETRY_OVER_MS = 30_000;

/** Options of `openLiveStream`. */
export interface LiveStreamOptions {
  /** The tags to listen to; all of them when left out. */
  readonly tagIds?: readonly number[] | undefined;
  readonly onSamples: (samples: readonly LatestView[]) => void;
  /** Called when the stream is up, and when it is not. */
  readonly onState: (isUp: boolean) => void;
}

/**
 * Listens to live samples until told to stop.
 *
 * The link below reconnects by itself while the browser keeps the stream; where it gives up (the
 * server answered with an error, or said goodbye) this starts a new stream, ever more slowly. Before that it refreshes the session, where
 * that is what the server wants.
 *
 * @returns stops listening
 */
export function openLiveStream(
  client: Pick<TRPCClient<AppRouter>, 'live'>,
  { tagIds, onSamples, onState }: LiveStreamOptions,
): () => void {
  let retryMs = RETRY_FIRST_MS;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let stopStream: () => void;
  let isStopped = false;

  const retry = async (): Promise<void> => {
    onState(false);
    clearTimeout(retryTimer);
    const isOver = await keepSession();
    if (isStopped) return;
    retryTimer = setTimeout(start, isOver ? RETRY_OVER_MS : retryMs);
    retryMs = Math.min(RETRY_MAX_MS, 2 * retryMs);
  };
  function start(): void {
    const input = tagIds === undefined ? {} : { tagIds: tagIds.slice() };
    const stream = client.live.follow.subscribe(input, {
      onData: (samples) => {
        retryMs = RETRY_FIRST_MS;
        onSamples(samples);
      },
      onConnectionStateChange: ({ state, error }) => {
        if (state === 'pending') onState(true);
        if (state === 'connecting' && error !== null) onState(false);
      },
      onError: () => void retry(),
      onComplete: () => void retry(),
    });
    stopStream = () => {
      stream.unsubscribe();
    };
  }
  start();
  return () => {
    isStopped = true;
    stopStream();
    clearTimeout(retryTimer);
  };
}
