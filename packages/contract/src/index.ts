export { errorCode, type ErrorCode, type InputIssue } from './error-code.ts';
export {
  followTagsInput,
  latestSample,
  latestSamples,
  livePermissions,
  MAX_LIVE_TAGS,
  readLatestInput,
  type FollowTagsInput,
  type LatestSample,
  type ReadLatestInput,
} from './live.ts';
export { permission, type Permission } from './permission.ts';
export {
  clockHealth,
  collectorHealth,
  health,
  readHealthInput,
  sinkHealth,
  sourceHealth,
  statusPermissions,
  type ClockHealth,
  type CollectorHealth,
  type Health,
  type SinkHealth,
  type SourceHealth,
} from './status.ts';
export {
  listTagsInput,
  MAX_LISTED_TAGS,
  tag,
  tagId,
  tagPage,
  tagsPermissions,
  type ListTagsInput,
  type Tag,
  type TagPage,
} from './tags.ts';
export { timeMs } from './time-ms.ts';
export {
  MAX_TREND_TAGS,
  MAX_TREND_WIDTH_PIXELS,
  readTrendsInput,
  trend,
  trends,
  trendsPermissions,
  type ReadTrendsInput,
  type Trend,
} from './trends.ts';
