import { client, connection } from '../api.ts';
import type { LatestView } from '../contract.ts';

const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 5_000;

export interface LiveFeedOptions {
  /** The tags to hear of; all of them when left out. */
  readonly tagIds?: readonly number[];
  readonly onSamples: (samples: readonly LatestView[]) => void;
}

/**
 * Listens to live samples until told to stop.
 *
 * The link below reconnects by itself while the browser keeps the stream; where it gives up (the
 * server answered with an error, or said goodbye) this starts a new stream, ever more slowly.
 *
 * @returns stops listening
 */
export function openLiveFeed({ tagIds, onSamples }: LiveFeedOptions): () => void {
  let retryMs = RETRY_FIRST_MS;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let stopStream: () => void;

  const retry = (): void => {
    connection.failed('stream');
    clearTimeout(retryTimer);
    retryTimer = setTimeout(start, retryMs);
    retryMs = Math.min(RETRY_MAX_MS, 2 * retryMs);
  };
  function start(): void {
    const input = tagIds === undefined ? {} : { tagIds: tagIds.slice() };
    const stream = client.samples.live.subscribe(input, {
      onData: (samples) => {
        retryMs = RETRY_FIRST_MS;
        onSamples(samples);
      },
      onConnectionStateChange: ({ state, error }) => {
        if (state === 'pending') connection.answered('stream');
        if (state === 'connecting' && error !== null) connection.failed('stream');
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
    connection.forget('stream');
  };
}
