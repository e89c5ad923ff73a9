export { followTags } from './follow-tags.ts';
export { liveRouter } from './live.router.ts';
