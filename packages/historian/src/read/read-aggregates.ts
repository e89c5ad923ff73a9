import type { Pool, PoolClient } from 'pg';
import { escapeLiteral } from 'pg';
import { createSampleColumns } from '../copy/sample-columns.ts';
import { sortSamples } from '../segment/sort-samples.ts';
import { AGGREGATE_SUMMARY } from './aggregate-pieces.ts';
import {
  intervalOf,
  invalidQuery,
  type AggregateQuery,
  type Aggregates,
} from './aggregate-query.ts';
import { askAggregates } from './ask-aggregates.ts';
import { createBucketSums } from './bucket-sums.ts';
import { timestampLiteral } from './copy-out-samples.ts';
import { copySpan, endSpan, openSegments, type SpanSource } from './copy-span.ts';
import { finishBuckets } from './finish-buckets.ts';
import { joinOpened } from './join-opened.ts';
import { joinWhole } from './join-whole.ts';
import { batchesOf } from './batches-of.ts';
import { withClient } from './with-client.ts';

/** SQLSTATE of an argument that means nothing: a time zone that the database does not know. */
const INVALID_PARAMETER_VALUE = '22023';
/** More samples that lie across each other are left to SQL. */
const MOST_TOGETHER = 5_000_000;

/**
 * Aggregates a tag from summaries of segments, and from samples where a segment lies in two buckets or across others: the same as
 * `timeseries.aggregate`, which is asked where there is more than memory should take.
 *
 * @throws HistorianError QUERY_INVALID for a width or a time zone that is none, or more than 100,000 buckets, with the reason
 */
export async function readAggregates(
  pool: Pool,
  query: AggregateQuery,
  source: SpanSource = {},
): Promise<Aggregates> {
  const width = intervalOf(query);
  try {
    const joined = await withClient(pool, (client) =>
      joinAggregates(client, query, { width, source }),
    );
    return joined ?? (await askAggregates(pool, query, width));
  } catch (error) {
    const { code, message } = error as Error & { readonly code?: string };
    throw code === INVALID_PARAMETER_VALUE ? invalidQuery(message) : error;
  }
}

/** @returns undefined where there is too much */
async function joinAggregates(
  client: PoolClient,
  query: AggregateQuery,
  { width, source }: { readonly width: string; readonly source: SpanSource },
): Promise<Aggregates | undefined> {
  const { tagId, fromUs, toUs } = query;
  const span = { tagId, fromUs, toUs };
  const edges = query.width === undefined ? undefined : edgesSql(query, width);
  const pieces = await copySpan(client, { ...span, summary: AGGREGATE_SUMMARY, edges }, source);
  let found: Aggregates | undefined;
  if (pieces !== undefined) {
    sortSamples(pieces.rows);
    const sums = createBucketSums(
      query.widthS === undefined ? pieces.edges : equalEdges(query, width),
    );
    const joining = { span, pieces, sums };
    const clusters = joinWhole(joining);
    if (clusters.every(({ sampleCount }) => sampleCount <= MOST_TOGETHER)) {
      for (const batch of batchesOf(clusters)) {
        const opened = createSampleColumns(0);
        const firstTimes = batch.flatMap((cluster) => cluster.firstTimes);
        await openSegments(client, span, { firstTimes, into: opened });
        joinOpened(joining, batch, opened);
      }
      found = finishBuckets(sums);
    }
  }
  await endSpan(client);
  return found;
}

function edgesSql({ tagId, fromUs, toUs, timeZone }: AggregateQuery, width: string): string {
  const zone =
    timeZone === undefined
      ? `coalesce((SELECT o.time_zone FROM timeseries.tags t JOIN public.tenants o ON o.id = t.tenant_id WHERE t.id = ${tagId}), 'UTC')`
      : escapeLiteral(timeZone);
  return `timeseries.calendar_edges(${timestampLiteral(fromUs)}, ${timestampLiteral(toUs)}, ${escapeLiteral(width)}, ${zone})`;
}

function equalEdges({ fromUs, toUs }: AggregateQuery, width: string): Float64Array {
  // Whole microseconds, as PostgreSQL reads it.
  const widthUs = Math.round(Number.parseFloat(width) * 1e6);
  const edges = [fromUs];
  do edges.push(fromUs + edges.length * widthUs);
  while (edges.at(-1)! < toUs);
  return Float64Array.from(edges);
}
