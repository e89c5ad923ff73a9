/** Something that happened to the session of this browser: `entered` by somebody, or `over`. */
export type SessionNews = 'entered' | 'over';

const NAME = 'varve-session';

let port: BroadcastChannel | undefined;

/** Tells all pages of this browser about its session, this page as well. */
export function tellSessionNews(news: SessionNews): void {
  port ??= new BroadcastChannel(NAME);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target: it stays within the origin
  port.postMessage(news);
}

/** Listens to news of the session from pages and workers. @returns stops listening */
export function hearSessionNews(onNews: (news: SessionNews) => void): () => void {
  // A channel does not hear what it says itself: this one hears the other.
  const heard = new BroadcastChannel(NAME);
  heard.addEventListener('message', ({ data }: MessageEvent<SessionNews>) => {
    onNews(data);
  });
  return () => {
    heard.close();
  };
}
