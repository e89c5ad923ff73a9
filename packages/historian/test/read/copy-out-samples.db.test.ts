import { connect } from '@varve/db';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest';
import { copyOutSamples } from '../../src/read/copy-out-samples.ts';
import { createSampleColumns, type SampleColumns } from '../../src/copy/sample-columns.ts';
import { SAMPLE_ROWS_TARGET } from '../../src/copy/sample-rows.ts';
import { ENGINES, type TestDatabase } from '../support/test-database.ts';

const EPOCH_US = 1_700_000_000_000_000;

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await ENGINES[0]!.open();
  await database.query(`
    CREATE FUNCTION pg_temp_notice(n int) RETURNS int LANGUAGE plpgsql AS $$
    BEGIN
      IF n % 1000 = 0 THEN RAISE NOTICE 'row %', n; END IF;
      RETURN n;
    END $$`);
});
afterAll(() => database[Symbol.asyncDispose]());
beforeEach(async () => {
  client = await connect(database.connectionString, 'test');
});
afterEach(() => client.end());

/** Rows of which the tag is a number that counts up; `status` is SQL of the number `n`. */
const rows = (count: number, status = 'n'): string =>
  `SELECT timestamptz 'epoch' + ${EPOCH_US} * interval '1 us' + n * interval '1 ms', n::float8 / 3, n, ${status}
   FROM (SELECT generate_series(1, ${count}) AS n) AS numbers`;

const read = (statement: string, into: SampleColumns): Promise<void> =>
  copyOutSamples(client, [{ target: SAMPLE_ROWS_TARGET, statement }], into);

/** Whether the connection gives what is asked now. */
async function expectUsable(): Promise<void> {
  const samples = createSampleColumns(0);
  await read(rows(10), samples);
  expect(samples.length).toBe(10);
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
}

test('rows come as they are, many more than a socket gives at once', async () => {
  const samples = createSampleColumns(0);
  await read(rows(100_000, 'CASE WHEN n % 2 = 0 THEN -n ELSE n END'), samples);
  expect(samples.length).toBe(100_000);
  // An assertion for each would take seconds.
  const wrong = Array.from({ length: samples.length }, (_, at) => at).filter((at) => {
    const number = at + 1;
    return (
      samples.tag[at] !== number ||
      samples.time[at] !== EPOCH_US + 1_000 * number ||
      samples.value[at] !== number / 3 ||
      samples.status[at] !== (number % 2 === 0 ? -number : number)
    );
  });
  expect(wrong).toEqual([]);
  await expectUsable();
});

test('a statement that gives nothing gives nothing', async () => {
  const samples = createSampleColumns(0);
  await read(rows(0), samples);
  expect(samples.length).toBe(0);
  await expectUsable();
});

test('statements that are sent together give their samples in their order', async () => {
  const samples = createSampleColumns(0);
  await copyOutSamples(
    client,
    [rows(3), rows(0), rows(2, '-n')].map((statement) => ({
      target: SAMPLE_ROWS_TARGET,
      statement,
    })),
    samples,
  );
  expect([...samples.status.subarray(0, samples.length)]).toEqual([1, 2, 3, -1, -2]);
  await expectUsable();
});

test('an error after rows rejects with what the server says, and the connection goes on', async () => {
  await expect(read(rows(50_000, '1 / (49999 - n)'), createSampleColumns(0))).rejects.toMatchObject(
    {
      code: '22012',
    },
  );
  await expectUsable();
});

test('an error before rows does, too; so does one of the second statement', async () => {
  const statements = [rows(1_000), 'SELECT nothing FROM nowhere'];
  await expect(read(statements[1]!, createSampleColumns(0))).rejects.toMatchObject({
    code: '42P01',
  });
  await expectUsable();
  const questions = statements.map((statement) => ({ target: SAMPLE_ROWS_TARGET, statement }));
  await expect(copyOutSamples(client, questions, createSampleColumns(0))).rejects.toMatchObject({
    code: '42P01',
  });
  await expectUsable();
});

test('what is no tuple of the table rejects, and the connection goes on', async () => {
  const reading = read('SELECT n FROM generate_series(1, 100000) AS n', createSampleColumns(0));
  await expect(reading).rejects.toThrow('expected 4 fields, got 1');
  await expectUsable();
});

test('a cancelled statement rejects, and the connection goes on', async () => {
  const samples = createSampleColumns(0);
  const reading = read(rows(1_000_000_000), samples);
  const ended = reading.catch((error: unknown) => error);
  await expect.poll(() => samples.length).toBeGreaterThan(10_000);
  await database.query('SELECT pg_cancel_backend($1)', [processIdOf(client)]);
  expect(await ended).toMatchObject({ code: '57014' });
  await expectUsable();
});

test('a connection that is ended by the server rejects', async () => {
  const samples = createSampleColumns(0);
  const ended = read(rows(1_000_000_000), samples).catch((error: unknown) => error);
  await expect.poll(() => samples.length).toBeGreaterThan(10_000);
  await database.query('SELECT pg_terminate_backend($1)', [processIdOf(client)]);
  // In the middle of a message the server cannot say why.
  expect(await ended).toBeInstanceOf(Error);
  await expect(read(rows(1), samples)).rejects.toBeInstanceOf(Error);
});

test('a connection that is cut rejects', async () => {
  const samples = createSampleColumns(0);
  const ended = read(rows(1_000_000_000), samples).catch((error: unknown) => error);
  await expect.poll(() => samples.length).toBeGreaterThan(10_000);
  client.connection.stream.destroy();
  expect(await ended).toMatchObject({ message: 'Connection terminated unexpectedly' });
});

test('notices and changed settings come through in the middle, and as many rows', async () => {
  const notices: (string | undefined)[] = [];
  client.on('notice', ({ message }) => notices.push(message));
  const samples = createSampleColumns(0);
  await read(
    rows(
      10_000,
      `CASE WHEN set_config('TimeZone', CASE WHEN n > 5000 THEN 'UTC' ELSE 'Asia/Tokyo' END, false) IS NULL THEN 0 ELSE pg_temp_notice(n) END`,
    ),
    samples,
  );
  expect(samples.length).toBe(10_000);
  expect(notices).toEqual(Array.from({ length: 10 }, (_, at) => `row ${1_000 * (at + 1)}`));
  await expectUsable();
});

function processIdOf(of: Client): number {
  return (of as unknown as { processID: number }).processID;
}
