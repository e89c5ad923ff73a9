import { engineLabel } from '@varve/db';
import type { Historian, LiveSample, SourceStats, Trend } from '@varve/historian';
import { withoutCredentials, type SourceDefinition } from '@varve/protocols';
import type { ServerContext, TrendQuery } from './context.ts';
import type { TenantDatabase } from './tenant-database.ts';
import { VERSION } from './version.ts';
import type { HealthView, LatestView, SourceView, TagView, TrendView } from './views.ts';
import { visibleTags } from './visible-tags.ts';

const US_PER_MS = 1_000;

/** A tag that nothing is known of, or nothing may be. */
const NO_SAMPLES: Trend = {
  times: new Float64Array(),
  values: new Float64Array(),
  statuses: new Int32Array(),
  heldFromUs: undefined,
  sampleCount: 0,
  method: 'raw',
};

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
  const range = { fromUs: fromMs * US_PER_MS, toUs: toMs * US_PER_MS, widthPixels };
  return Promise.all(
    tagIds.map(async (tagId) =>
      trendView(tagId, visible.has(tagId) ? await read.trend({ tagId, ...range }) : NO_SAMPLES),
    ),
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
  const { sources, latencyMs } = historian.stats();
  const isDatabaseUp = await historian.read.ping();
  const areSourcesUp = sources.every(({ state }) => state === 'connected');
  return {
    status: isDatabaseUp ? (areSourcesUp ? 'healthy' : 'degraded') : 'unhealthy',
    version: VERSION,
    uptimeSeconds: (performance.now() - startedAt) / 1_000,
    database: {
      state: isDatabaseUp ? 'connected' : 'disconnected',
      engine: engineLabel(historian.engine),
    },
    sources: sources.map(sourceView),
    latencyMs: latencyMs ?? null,
  };
}

function sourceView({
  definition,
  state,
  counters,
  lastFrameUs,
  lastError,
}: SourceStats): SourceView {
  return {
    name: definition.name,
    protocol: definition.protocol,
    address: addressOf(definition),
    state,
    counters,
    lastFrameMs: lastFrameUs === undefined ? null : lastFrameUs / US_PER_MS,
    lastError:
      lastError === undefined
        ? null
        : {
            reason: lastError.reason,
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
      return withoutCredentials(source.url);
    case 'opcua':
      return source.endpointUrl;
    case 'program':
      return '';
  }
}
