import { useEffect } from 'react';
import { useConnection } from '../../api/connection/connection-context.ts';
import type { LiveFeedOptions } from './open-live-feed.ts';
import { openLiveFeed } from './open-live-feed.ts';

/** Listens to live samples as long as a page is shown. Both options are kept between renders, or the stream is opened anew. */
export function useLiveFeed({ tagIds, onSamples }: Pick<LiveFeedOptions, 'tagIds' | 'onSamples'>) {
  const connection = useConnection();
  useEffect(() => openLiveFeed({ connection, tagIds, onSamples }), [connection, tagIds, onSamples]);
}
