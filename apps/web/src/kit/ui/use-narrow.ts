import { useMedia } from './use-media.ts';

/** Whether the page is as narrow as a phone. The same width stands in the style sheets, where rows become cards. */
export function useNarrow(): boolean {
  return useMedia('(max-width: 719px)');
}
