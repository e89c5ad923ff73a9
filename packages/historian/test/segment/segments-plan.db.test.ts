import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../../../../test/requirement.ts';
import { bitsOfNumber } from '../support/slow-segment.ts';
import { sampleStore } from '../support/stored-samples.ts';
import { ENGINES, type TestDatabase } from '../support/test-database.ts';

const FIRST_DAY_US = Date.UTC(2026, 2, 2) * 1_000;
const HOUR = 3_600e6;
const DAYS = [0, 10, 20];

/** A node of a plan, as EXPLAIN (FORMAT JSON) has it. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Cache Key'?: string;
  readonly 'Actual Loops'?: number;
  readonly 'Actual Rows'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Output?: readonly string[];
  readonly Plans?: readonly PlanNode[];
  readonly 'Subplans Removed'?: number;
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

const hourOf = (day: number, hours = 1): string => {
  const at = (us: number): string => `'${new Date(us / 1_000).toISOString()}'`;
  const from = FIRST_DAY_US + day * 24 * HOUR + 7 * HOUR;
  return `${at(from)}, ${at(from + hours * HOUR)}`;
};

for (const { engine, requirements, open } of ENGINES) {
  describe(`plans on ${engine}`, needs(...requirements), () => {
    let database: TestDatabase;

    beforeAll(async () => {
      database = await open();
      const store = sampleStore(database.connectionString);
      for (const day of DAYS) {
        for (let hour = 0; hour < 24; hour++) {
          const samples = [1, 2, 3].flatMap((tag) =>
            Array.from({ length: 600 }, (_, at) => ({
              tag,
              time: FIRST_DAY_US + (day * 24 + hour) * HOUR + at * 6e6,
              bits: bitsOfNumber(Math.sqrt(at)),
              status: 0,
            })),
          );
          // A row in each hour of another tag, so that its partition is not empty.
          await store('segments', [...samples, { ...samples[0]!, tag: 4 }]);
        }
      }
      await database.query('ANALYZE');
    });
    afterAll(() => database?.[Symbol.asyncDispose]());

    async function explain(query: string, options = ''): Promise<PlanNode[]> {
      const [row] = await database.query<{ 'QUERY PLAN': [{ readonly Plan: PlanNode }] }>(
        `EXPLAIN (FORMAT JSON, VERBOSE${options}) ${query}`,
      );
      return nodesOf(row!['QUERY PLAN'][0].Plan);
    }

    /** How many partitions or chunks of each table a plan has. */
    async function partitionsIn(nodes: readonly PlanNode[]) {
      const names = nodes.map((node) => node['Relation Name']).filter((name) => name !== undefined);
      const rows = await database.query<{ parent: string; name: string }>(
        'SELECT p.relname AS parent, c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent WHERE c.relname = ANY ($1)',
        [names],
      );
      const of = (parent: string) => rows.filter((row) => row.parent === parent).length;
      return { segments: of('segments'), rows: of('sample_rows') };
    }

    test.each([
      { name: 'read', query: `SELECT * FROM timeseries.read(1, ${hourOf(10)})` },
      {
        name: 'read_many',
        query: `SELECT * FROM timeseries.read_many(ARRAY[1, 3], ${hourOf(10)})`,
      },
      {
        name: 'count_samples',
        query: `SELECT * FROM timeseries.outline(1, ${hourOf(10)}, '1 minute')`,
      },
      {
        name: 'aggregate',
        query: `SELECT * FROM timeseries.aggregate(1, ${hourOf(10)}, '1 minute')`,
      },
    ])('$name of an hour is planned for the partitions of its time alone', async (asked) => {
      const nodes = await explain(asked.query);
      expect(await partitionsIn(nodes)).toEqual({ segments: 1, rows: 1 });
      expect(nodes.some((node) => (node['Subplans Removed'] ?? 0) > 0)).toBe(false);
    });

    test('a read of an hour finds its segments by the index', async () => {
      await database.query('SET enable_seqscan = off');
      const nodes = await explain(`SELECT * FROM timeseries.read(1, ${hourOf(20)})`);
      await database.query('RESET enable_seqscan');
      const found = nodes.filter((node) =>
        /segments_by_tag|tag_id_first_time_last_time/.test(node['Index Name'] ?? ''),
      );
      expect(found.length).toBeGreaterThan(0);
      for (const column of ['tag_id', 'first_time', 'last_time']) {
        expect(found[0]!['Index Cond']).toContain(column);
      }
    });

    const LONG_AGO_SQL = `'2026-12-01Z'`;

    test('what was stored long before a time is the first that the index of segments gives', async () => {
      await database.query('SET enable_seqscan = off');
      const nodes = await explain(
        `SELECT e.time FROM timeseries.segment_ends(2, '-infinity', ${LONG_AGO_SQL}, '-infinity', false) e
         ORDER BY e.first_time DESC, e.last_time DESC LIMIT 1`,
        ', ANALYZE',
      );
      await database.query('RESET enable_seqscan');
      const scans = nodes.filter((node) => node['Index Cond'] !== undefined);
      expect(scans.length).toBeGreaterThan(0);
      for (const scan of scans) expect(scan['Index Cond']).toContain('tag_id');
      const read = scans.map((scan) => scan['Actual Rows']! * scan['Actual Loops']!);
      expect(read.reduce((sum, rows) => sum + rows, 0)).toBe(1);
    });

    test('the sample before a time takes few pages of many, however old it is', async () => {
      const [stored] = await database.query<{ pages: number }>(
        `SELECT (pg_table_size('timeseries.segments') / 8192
           + coalesce((SELECT sum(pg_table_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'timeseries.segments'::regclass), 0) / 8192)::int AS pages`,
      );
      const pages = async (): Promise<number> => {
        const [top] = await explain(
          `SELECT * FROM timeseries.last_before(2, ${LONG_AGO_SQL})`,
          ', ANALYZE, BUFFERS',
        );
        expect(top!['Actual Rows']).toBe(1);
        return top!['Shared Hit Blocks']! + top!['Shared Read Blocks']!;
      };
      // Now and then a question reads the catalogue too.
      const asked: number[] = [];
      for (let time = 0; time < 8; time++) asked.push(await pages());
      // TimescaleDB needs about a hundred more for each question, of 72 chunks of rows.
      const ownPages = engine === 'TimescaleDB' ? 110 : 0;
      expect(Math.min(...asked)).toBeLessThan(stored!.pages / 5 + ownPages);
    });

    /** Nodes that open segments. */
    const openersOf = (nodes: readonly PlanNode[]): PlanNode[] =>
      nodes.filter(
        ({ 'Node Type': type, Output }) =>
          type === 'ProjectSet' && Output?.some((output) => output.includes('unnest(')) === true,
      );

    test('an aggregate over whole hours opens no segment, one over parts of them opens those', async () => {
      const loops = async (span: string) => {
        const openers = openersOf(
          await explain(`SELECT * FROM timeseries.aggregate(1, ${span}, '1 hour')`, ', ANALYZE'),
        );
        expect(openers.length).toBeGreaterThan(0);
        return openers.reduce((sum, node) => sum + node['Actual Loops']!, 0);
      };
      // The sample before them is the last of a segment, and beside its summary.
      const from = new Date(FIRST_DAY_US / 1_000).toISOString();
      const to = (minutes: number) =>
        new Date(FIRST_DAY_US / 1_000 + minutes * 60_000).toISOString();
      expect(await loops(`'${from}', '${to(24 * 60)}'`)).toBe(0);
      expect(await loops(`'${from}', '${to(90)}'`)).toBe(1);
      expect(await loops(hourOf(10, 12))).toBe(0);
    });

    test.each([
      `timeseries.read(1, ${hourOf(10)})`,
      `timeseries.read(1, ${hourOf(0, 24 * 21)})`,
      `timeseries.read_many(ARRAY[1, 3], ${hourOf(0, 24 * 21)})`,
      `timeseries.aggregate(1, ${hourOf(0, 24 * 21)}, '7 minutes')`,
      `timeseries.outline(1, ${hourOf(0, 24 * 21)}, '1 minute')`,
      'timeseries.samples WHERE tag_id = 2',
      'timeseries.samples s JOIN timeseries.tags t ON t.id = s.tag_id',
    ])('no plan of %s keeps opened segments by their packed numbers', async (asked) => {
      // As a key, they would be fetched and hashed for each segment.
      const keys = (await explain(`SELECT * FROM ${asked}`)).map((node) => node['Cache Key'] ?? '');
      expect(keys.filter((key) => /packed|times/.test(key))).toEqual([]);
    });

    test('packed numbers lie out of line and as they are, so that summaries lie close together', async () => {
      const [sizes] = await database.query<{ summary: number; packed: number }>(
        `SELECT max(pg_column_size(s.*) - coalesce(pg_column_size(packed), 0))::int AS summary,
                max(pg_column_size(packed))::int AS packed FROM timeseries.segments s`,
      );
      expect(sizes!.packed).toBeGreaterThan(2_500);
      expect(sizes!.summary).toBeLessThan(400);
      const storage = await database.query<{ storage: string }>(
        `SELECT DISTINCT attstorage AS storage FROM pg_attribute
         WHERE attname IN ('times', 'packed') AND attrelid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'timeseries.segments'::regclass)`,
      );
      expect(storage).toEqual([{ storage: 'e' }]);
    });
  });
}
