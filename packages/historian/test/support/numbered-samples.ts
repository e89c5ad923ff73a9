import {
  createSampleBatch,
  type ProgramSourceDefinition,
  type SampleBatch,
} from '@varve/protocols';
import type { TestServer } from './test-database.ts';

/** Tags that numbered samples are spread over, in two sources so that both shards are used. */
export const TAG_COUNT = 8;
const FIRST_TIME_US = 1_790_000_000_000_000;
const US_PER_SAMPLE = 10;

/** Sources of a historian that takes numbered samples. */
export const NUMBERED_SOURCES: readonly ProgramSourceDefinition[] = [0, 1].map((source) => ({
  name: `numbers-${source}`,
  protocol: 'program',
  tags: Array.from({ length: TAG_COUNT / 2 }, (_, tag) => ({ name: `numbers-${source}/${tag}` })),
}));

/** Makes a batch of the samples from `first` to `last`: the number is the value, and decides tag and time. */
export function numberedBatch(first: number, last: number): SampleBatch {
  const batch = createSampleBatch(last - first + 1);
  for (let number = first; number <= last; number++) {
    const at = batch.length++;
    batch.tag[at] = number % TAG_COUNT;
    batch.time[at] = FIRST_TIME_US + number * US_PER_SAMPLE;
    batch.value[at] = number;
  }
  return batch;
}

/** Numbers that were acknowledged, both ends included. */
export interface NumberRange {
  readonly first: number;
  readonly last: number;
}

/** The numbered samples of a tenant that a database holds. */
export interface StoredNumbers {
  /** Acknowledged numbers that are not there. */
  readonly missing: number;
  readonly twice: number;
  /** Rows whose time or tag is not the number's. */
  readonly wrong: number;
  readonly rows: number;
}

/** Compares the rows of a tenant's numbered samples with the numbers that were acknowledged to it. */
export async function compareNumbers(
  { query }: Pick<TestServer, 'query'>,
  tenant: string,
  acknowledged: readonly NumberRange[],
): Promise<StoredNumbers> {
  const [compared] = await query<{ [Key in keyof StoredNumbers]: number }>(
    `WITH stored AS MATERIALIZED (
       SELECT s.value::bigint AS number, t.name, s.time, s.status
       FROM timeseries.samples s
       JOIN timeseries.tags t ON t.id = s.tag_id
       JOIN tenants ON tenants.id = t.tenant_id AND tenants.name = $1
     ), acknowledged AS (
       SELECT generate_series(first, last) AS number FROM unnest($2::bigint[], $3::bigint[]) AS r (first, last)
     )
     SELECT (SELECT count(*)::int FROM acknowledged WHERE number NOT IN (SELECT number FROM stored)) AS missing,
            (SELECT count(*) - count(DISTINCT number) FROM stored)::int AS twice,
            (SELECT count(*)::int FROM stored
             WHERE time <> to_timestamp(($4::bigint + number * $5) / 1e6) OR status <> 0
                OR name <> 'numbers-' || number % $6 / ($6 / 2) || '/' || number % ($6 / 2)) AS wrong,
            (SELECT count(*)::int FROM stored) AS rows`,
    [
      tenant,
      acknowledged.map(({ first }) => first),
      acknowledged.map(({ last }) => last),
      FIRST_TIME_US,
      US_PER_SAMPLE,
      TAG_COUNT,
    ],
  );
  return compared!;
}
