import { client } from '../../api/client.ts';
import type { Connection } from '../../api/connection/connection.ts';
import type { LatestView } from '../../api/contract.ts';
import { ALIVE_MS, type HubMessage, type PageMessage } from './hub-message.ts';
import { openLiveStream, type LiveStreamOptions } from './open-live-stream.ts';

/** Options of `openLiveFeed`. */
export interface LiveFeedOptions {
  /** Is told whether the stream is up. */
  readonly connection: Connection;
  /** The tags to listen to; all of them when left out. */
  readonly tagIds?: readonly number[] | undefined;
  readonly onSamples: (samples: readonly LatestView[]) => void;
}

/**
 * Listens to live samples while the page is seen, until told to stop. A hidden page lets its stream go.
 *
 * @returns stops listening
 */
export function openLiveFeed({ connection, tagIds, onSamples }: LiveFeedOptions): () => void {
  let close: (() => void) | undefined;
  const onState = (isUp: boolean): void => {
    if (isUp) connection.answered('stream');
    else connection.failed('stream');
  };
  const release = (): void => {
    close?.();
    close = undefined;
    connection.forget('stream');
  };
  const follow = (): void => {
    if (document.visibilityState === 'hidden') {
      release();
    } else if (close === undefined) {
      connection.waits('stream');
      close = openStream({ tagIds, onSamples, onState });
    }
  };
  document.addEventListener('visibilitychange', follow);
  window.addEventListener('pagehide', release);
  window.addEventListener('pageshow', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    window.removeEventListener('pagehide', release);
    window.removeEventListener('pageshow', follow);
    release();
  };
}

/** By the stream that all pages of the browser share, or by one of the page's own where the browser cannot share it. */
function openStream(options: LiveStreamOptions): () => void {
  return typeof SharedWorker === 'undefined'
    ? openLiveStream(client, options)
    : openSharedStream(options);
}

function openSharedStream(options: LiveStreamOptions): () => void {
  const { tagIds, onSamples, onState } = options;
  const worker = new SharedWorker(new URL('./live-hub.worker.ts', import.meta.url), {
    type: 'module',
    name: 'varve-live',
  });
  const { port } = worker;
  const say = (message: PageMessage): void => {
    port.postMessage(message);
  };
  const alive = setInterval(() => {
    say({ kind: 'alive' });
  }, ALIVE_MS);
  let close = (): void => {
    clearInterval(alive);
    say({ kind: 'leave' });
    port.close();
  };
  worker.addEventListener('error', () => {
    // It could not be loaded.
    close();
    close = openLiveStream(client, options);
  });
  port.addEventListener('message', ({ data }: MessageEvent<HubMessage>) => {
    if (data.kind === 'samples') onSamples(data.samples);
    else onState(data.isUp);
  });
  port.start();
  say({ kind: 'listen', tagIds });
  return () => {
    close();
  };
}
