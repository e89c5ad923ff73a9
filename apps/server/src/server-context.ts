import { engineLabel, redactAddress, redactText } from '@varve/db';
import {
  HistorianError,
  type Historian,
  type HistorianStats,
  type LiveSample,
  type SourceStats,
  type Trend,
} from '@varve/historian';
import type { SourceDefinition } from '@varve/protocols';
import type { ServerContext, TrendQuery } from './context.ts';
import type { TenantDatabase } from './tenant-database.ts';
import { VERSION } from './version.ts';
import type {
  ClockView,
  HealthView,
  LatestView,
  SinkView,
  SourceView,
  TagView,
  TrendView,
} from './views.ts';
import { visibleTags } from './visible-tags.ts';

const US_PER_MS = 1_000;

/**
 * Answers the routers from a running historian.
 *
 * What the historian has in memory is of its own tenant. What is stored is of all tenants, so the tenant's database says first
 * which tags it may be asked for.
 */
export function createServerContext(historian: Historian, database: TenantDatabase): ServerContext {
  const startedAt = performance.now();
  return {
    tags: () => historian.tags.map(tagView),
    latest: (tagIds) => historian.latest(tagIds).map(latestView),
    trend: (query) => readTrends(historian, database, query),
    async *live(tagIds, signal) {
      for await (const samples of historian.subscribe(tagIds, signal))
        yield samples.map(latestView);
    },
    health: () => healthView(historian, startedAt),
  };
}

async function readTrends(
  { read }: Historian,
  database: TenantDatabase,
  { tagIds, fromMs, toMs, widthPixels }: TrendQuery,
): Promise<TrendView[]> {
  const visible = await visibleTags(database, tagIds);
  // Another tenant's is as unknown as one that is nowhere.
  const unknown = tagIds.filter((tagId) => !visible.has(tagId));
  if (unknown.length > 0)
    throw new HistorianError('TAG_UNKNOWN', `there is no tag ${unknown.join(', ')}`);
  const range = { fromUs: fromMs * US_PER_MS, toUs: toMs * US_PER_MS, widthPixels };
  return Promise.all(
    tagIds.map(async (tagId) => trendView(tagId, await read.trend({ tagId, ...range }))),
  );
}

function tagView({ id, definition, source }: Historian['tags'][number]): TagView {
  const dataType = definition.dataType ?? 'analog';
  return {
    id,
    name: definition.name,
    description: definition.description ?? '',
    unit: definition.unit ?? '',
    dataType,
    states: definition.states ?? [],
    interpolation: definition.interpolation ?? (dataType === 'analog' ? 'linear' : 'step'),
    rangeLow: definition.range?.low ?? null,
    rangeHigh: definition.range?.high ?? null,
    source,
  };
}

function latestView({ tagId, timeUs, value, text, status }: LiveSample): LatestView {
  return {
    tagId,
    timeMs: timeUs / US_PER_MS,
    value: Number.isFinite(value) ? value : null,
    ...(text === undefined ? {} : { text }),
    status,
  };
}

function trendView(tagId: number, trend: Trend): TrendView {
  return {
    tagId,
    timesMs: Array.from(trend.times, (us) => us / US_PER_MS),
    values: Array.from(trend.values, (value) => (Number.isFinite(value) ? value : null)),
    statuses: Array.from(trend.statuses),
    heldFromMs: trend.heldFromUs === undefined ? null : trend.heldFromUs / US_PER_MS,
    sampleCount: trend.sampleCount,
    method: trend.method,
  };
}

async function healthView(historian: Historian, startedAt: number): Promise<HealthView> {
  const { sources, latencyMs, sinks, spool, clock } = historian.stats();
  const isDatabaseUp = await historian.read.ping();
  const areSourcesUp = sources.every(({ state }) => state === 'connected');
  const sinkViews = sinks.map(sinkView);
  const areSinksUp = sinkViews.every(({ state }) => state === 'working');
  const isWell = areSourcesUp && areSinksUp && !spool.isFull && !clock.isBehind;
  return {
    status: isDatabaseUp ? (isWell ? 'healthy' : 'degraded') : 'unhealthy',
    version: VERSION,
    uptimeSeconds: (performance.now() - startedAt) / 1_000,
    database: {
      state: isDatabaseUp ? 'connected' : 'disconnected',
      engine: engineLabel(historian.engine),
    },
    sources: sources.map(sourceView),
    sinks: sinkViews,
    spool: { blocks: spool.blocks, bytes: spool.bytes, isFull: spool.isFull },
    clock: clockView(clock),
    latencyMs: latencyMs ?? null,
  };
}

function clockView({ isBehind, lastStep }: HistorianStats['clock']): ClockView {
  return {
    isBehind,
    lastStep:
      lastStep === undefined ? null : { byMs: lastStep.byMs, timeMs: lastStep.timeUs / US_PER_MS },
  };
}

function sinkView({
  name,
  waitingBlocks,
  isFailing,
  lastError,
}: HistorianStats['sinks'][number]): SinkView {
  return {
    name,
    state: isFailing ? 'failing' : 'working',
    waitingBlocks,
    lastError:
      lastError === undefined
        ? null
        : { reason: redactText(lastError.message), timeMs: lastError.timeUs / US_PER_MS },
  };
}

function sourceView({
  definition,
  state,
  stateReason,
  counters,
  lastFrameUs,
  lastError,
}: SourceStats): SourceView {
  return {
    name: definition.name,
    protocol: definition.protocol,
    address: addressOf(definition),
    state,
    stateReason: stateReason === undefined ? null : redactText(stateReason),
    counters,
    lastFrameMs: lastFrameUs === undefined ? null : lastFrameUs / US_PER_MS,
    lastError:
      lastError === undefined
        ? null
        : {
            reason: redactText(lastError.reason),
            timeMs: lastError.timeUs / US_PER_MS,
            count: lastError.count,
          },
  };
}

function addressOf(source: SourceDefinition): string {
  switch (source.protocol) {
    case 'modbus':
      return `${source.host}:${source.port ?? 502}`;
    case 'mqtt':
      return redactAddress(source.url);
    case 'opcua':
      return redactAddress(source.endpointUrl);
    case 'program':
      return '';
  }
}
