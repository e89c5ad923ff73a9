import type { CollectorHealth, LatestSample, Tag } from '@varve/contract';
import type { TenantDatabase } from './tenant-database.ts';
import { SILENT_MS } from './collector-channel.ts';

/** A collector as the database has it. */
export interface FoundCollector {
  readonly spoolId: string;
  readonly runId: string;
  readonly host: string;
  readonly heardAtMs: number;
  /** Whether it told something lately, by the clock of the database. */
  readonly isHeard: boolean;
  readonly isStopped: boolean;
  readonly revision: number;
  readonly tagsRevision: number;
  readonly report: CollectorHealth;
}

/** A tag, and the spool of the collector that feeds it. */
export interface FoundTag {
  readonly spoolId: string;
  readonly tag: Tag;
}

/** A sample, and the spool of the collector that told it. */
export interface FoundSample {
  readonly spoolId: string;
  readonly sample: LatestSample;
}

/** How far a collector's live values have been read. */
export interface Cursor {
  readonly runId: string;
  readonly revision: number;
}

/** How far everything has been read. */
export interface ReadSoFar {
  /** By the spool of each collector. */
  readonly cursors: ReadonlyMap<string, Cursor>;
  /** State of the list of tags; undefined before the first reading. */
  readonly tagsKey: string | undefined;
}

/** Everything that is new. */
export interface FoundNews {
  readonly collectors: readonly FoundCollector[];
  /** Undefined where the list has not changed. */
  readonly tags: readonly FoundTag[] | undefined;
  /** Names the state of the list: to be handed in the next time. */
  readonly tagsKey: string;
  readonly samples: readonly FoundSample[];
}

/** Reads what the collectors of a tenant have told since it was read last. */
export function readCollectors(
  tenant: TenantDatabase,
  { cursors, tagsKey: knownTagsKey }: ReadSoFar,
): Promise<FoundNews> {
  return tenant.transaction(async ({ $client }) => {
    const found = await $client.query<FoundCollector>(COLLECTORS_SQL, [SILENT_MS]);
    const collectors = found.rows;
    const tagsKey = collectors
      .map(({ spoolId, runId, tagsRevision }) => `${spoolId} ${runId} ${tagsRevision}`)
      .join();
    const tags = tagsKey === knownTagsKey ? undefined : await $client.query<TagRow>(TAGS_SQL);
    const samples = await $client.query<SampleRow>(SAMPLES_SQL, [
      collectors.map(({ spoolId }) => spoolId),
      collectors.map(({ spoolId, runId }) => {
        const cursor = cursors.get(spoolId);
        return cursor?.runId === runId ? cursor.revision : 0;
      }),
    ]);
    return {
      collectors,
      tags: tags?.rows.map(({ spoolId, ...tag }) => ({ spoolId, tag })),
      tagsKey,
      samples: samples.rows.map(sampleOf),
    };
  });
}

type TagRow = Tag & { readonly spoolId: string };

interface SampleRow {
  readonly tagId: number;
  readonly spoolId: string;
  readonly timeMs: number;
  readonly value: number | null;
  readonly text: string | null;
  readonly status: number;
  readonly isText: boolean;
}

function sampleOf({ spoolId, text, isText, ...sample }: SampleRow): FoundSample {
  return { spoolId, sample: isText ? { ...sample, text } : sample };
}

const COLLECTORS_SQL = `
  SELECT spool_id AS "spoolId", run_id AS "runId", host, (extract(epoch FROM heard_at) * 1000)::float8 AS "heardAtMs",
         abs(extract(epoch FROM clock_timestamp() - heard_at)) * 1000 < $1 AS "isHeard", stopped_at IS NOT NULL AS "isStopped",
         revision::float8 AS revision, tags_revision::float8 AS "tagsRevision", report
  FROM timeseries.collectors c
  WHERE abs(extract(epoch FROM clock_timestamp() - heard_at)) * 1000 < $1 OR EXISTS (SELECT FROM timeseries.sources s WHERE s.spool_id = c.spool_id)
  ORDER BY started_at, spool_id`;

const TAGS_SQL = `
  SELECT t.id, t.name, t.description, t.unit, t.data_type AS "dataType", t.states, t.interpolation,
         t.range_low AS "rangeLow", t.range_high AS "rangeHigh", s.name AS source, s.spool_id AS "spoolId"
  FROM timeseries.tags t JOIN timeseries.sources s ON s.id = t.source_id
  WHERE s.spool_id IS NOT NULL ORDER BY t.id`;

const SAMPLES_SQL = `
  SELECT l.tag_id AS "tagId", l.spool_id AS "spoolId", (extract(epoch FROM l.time) * 1000)::float8 AS "timeMs", l.value,
         l.text_value AS text, l.status, t.data_type = 'text' AS "isText"
  FROM unnest($1::uuid[], $2::float8[]) AS k (spool_id, revision)
  JOIN live_values l ON l.spool_id = k.spool_id AND l.revision > k.revision
  JOIN timeseries.tags t ON t.id = l.tag_id`;
