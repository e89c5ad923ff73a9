import { engineLabel } from '@varve/db';
import type { Historian, LiveSample, SourceStats, Trend } from '@varve/historian';
import type { SourceDefinition } from '@varve/protocols';
import type { ServerContext } from './context.ts';
import { VERSION } from './version.ts';
import type { HealthView, LatestView, SourceView, TagView, TrendView } from './views.ts';

const US_PER_MS = 1_000;

/** Answers the routers from a running historian. */
export function createServerContext(historian: Historian): ServerContext {
  const startedAt = performance.now();
  return {
    tags: () => historian.tags.map(tagView),
    latest: (tagIds) => historian.latest(tagIds).map(latestView),
    trend: ({ tagIds, fromMs, toMs, widthPixels }) =>
      Promise.all(
        tagIds.map(async (tagId) =>
          trendView(
            tagId,
            await historian.read.trend({
              tagId,
              fromUs: fromMs * US_PER_MS,
              toUs: toMs * US_PER_MS,
              widthPixels,
            }),
          ),
        ),
      ),
    async *live(tagIds, signal) {
      for await (const samples of historian.subscribe(tagIds, signal))
        yield samples.map(latestView);
    },
    health: () => healthView(historian, startedAt),
  };
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

function latestView({ tagId, timeUs, value, status }: LiveSample): LatestView {
  return {
    tagId,
    timeMs: timeUs / US_PER_MS,
    value: Number.isFinite(value) ? value : null,
    status,
  };
}

function trendView(tagId: number, trend: Trend): TrendView {
  return {
    tagId,
    timesMs: Array.from(trend.times, (us) => us / US_PER_MS),
    values: Array.from(trend.values, (value) => (Number.isFinite(value) ? value : null)),
    statuses: Array.from(trend.statuses),
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

function withoutCredentials(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}
