import { hostname } from 'node:os';
import type { ClockHealth, CollectorHealth, LatestSample, SinkHealth, Tag } from '@varve/contract';
import { engineLabel, redactText } from '@varve/db';
import type { Historian, HistorianStats, LiveSample } from '@varve/historian';
import { interpolationOf } from '@varve/protocols';
import type { Collector } from '../kit/collector.ts';
import { isOwnSource } from '../kit/own-source.ts';
import type { Reader } from '../kit/reader.ts';
import { sourceHealthOf } from './source-health-of.ts';

const US_PER_MS = 1_000;

/** Makes of a running historian the collector that the features ask. It has the tags of its own tenant only. */
export function historianCollector(historian: Historian): Collector {
  let shown: { readonly of: Historian['tags']; readonly tags: readonly Tag[] } | undefined;
  return {
    tags() {
      const { tags } = historian;
      if (shown?.of !== tags) shown = { of: tags, tags: tags.map(tagOf) };
      return shown.tags;
    },
    latest: (tagIds) => historian.latest(tagIds).map(latestSampleOf),
    async *follow(tagIds, signal) {
      for await (const samples of historian.subscribe(tagIds, signal)) {
        yield samples.map(latestSampleOf);
      }
    },
    health: () => collectorHealthOf(historian.stats()),
  };
}

/** Makes of a running historian the reader that the features ask. It reads the samples of every tenant. */
export function historianReader({ engine, read }: Pick<Historian, 'engine' | 'read'>): Reader {
  return {
    engine: engineLabel(engine),
    trend: (query) => read.trend(query),
    ping: () => read.ping(),
  };
}

function tagOf({ id, definition, source }: Historian['tags'][number]): Tag {
  return {
    id,
    name: definition.name,
    description: definition.description ?? '',
    unit: definition.unit ?? '',
    dataType: definition.dataType ?? 'analog',
    states: [...(definition.states ?? [])],
    interpolation: interpolationOf(definition),
    rangeLow: definition.range?.low ?? null,
    rangeHigh: definition.range?.high ?? null,
    source,
  };
}

// Without a spread: it took longer than all else that a sample of an answer takes.
function latestSampleOf({ tagId, timeUs, value, text, status }: LiveSample): LatestSample {
  const timeMs = timeUs / US_PER_MS;
  const shown = Number.isFinite(value) ? value : null;
  return text === undefined
    ? { tagId, timeMs, value: shown, status }
    : { tagId, timeMs, value: shown, text, status };
}

function collectorHealthOf(stats: HistorianStats): CollectorHealth {
  const { sources, sinks, spool, clock, latencyMs } = stats;
  return {
    collectors: [{ host: hostname(), state: 'working', heardAtMs: Date.now() }],
    sources: sources.filter(({ definition }) => !isOwnSource(definition.name)).map(sourceHealthOf),
    sinks: sinks.map(sinkHealthOf),
    spool: { blocks: spool.blocks, bytes: spool.bytes, isFull: spool.isFull },
    clock: clockHealthOf(clock),
    latencyMs: latencyMs === undefined ? null : { p50: latencyMs.p50, p95: latencyMs.p95 },
  };
}

function clockHealthOf({ isBehind, lastStep }: HistorianStats['clock']): ClockHealth {
  return {
    isBehind,
    lastStep:
      lastStep === undefined ? null : { byMs: lastStep.byMs, timeMs: lastStep.timeUs / US_PER_MS },
  };
}

function sinkHealthOf(sink: HistorianStats['sinks'][number]): SinkHealth {
  const { name, waitingBlocks, isFailing, lastError } = sink;
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
