import type { TRPCClient } from '@trpc/client';
import type { AppRouter, LatestView } from '../../api/contract.ts';

const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 5_000;

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
 * server answered with an error, or said goodbye) this starts a new stream, ever more slowly.
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

  const retry = (): void => {
    onState(false);
    clearTimeout(retryTimer);
    retryTimer = setTimeout(start, retryMs);
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
      onError: retry,
      onComplete: retry,
    });
    stopStream = () => {
      stream.unsubscribe();
    };
  }
  start();
  return () => {
    stopStream();
    clearTimeout(retryTimer);
  };
}
