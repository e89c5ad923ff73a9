// A base feature: other features use what stands here, and nothing else of this folder.
export { LatestStoreContext, useLatest } from './latest-store-context.ts';
export { createLatestStore } from './latest-store.ts';
export type { LatestStore } from './latest-store.ts';
export { matchesText } from './matches-text.ts';
export { compareNames, orderByName } from './order-by-name.ts';
export { TagPicker } from './tag-picker.tsx';
export { tagWords } from './tag-words.ts';
export { useLiveFeed } from './use-live-feed.ts';
export { useTagList } from './use-tag-list.ts';
export { useTagSearch, type TagSearch } from './use-tag-search.ts';
