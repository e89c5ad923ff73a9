import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programLife } from '../../../src/features/drilling/program-life.ts';
import type { TestTenant } from '../../support/two-tenants.ts';
import { startDrillingHouse, type DrillingHouse } from '../../support/drilling-house.ts';

describe('a document', () => {
  let house: DrillingHouse;
  beforeAll(async () => {
    house = await startDrillingHouse();
  });
  afterAll(() => house?.[Symbol.asyncDispose]());

  /** Runs SQL as the application in the name of a tenant. */
  const run = async <Row = Record<string, unknown>>(
    text: string,
    values: readonly unknown[] = [],
    tenant: TestTenant = house.acme,
  ): Promise<Row[]> =>
    tenant.transaction(async ({ $client }) => {
      const { rows } = await $client.query(text, [...values]);
      return rows as Row[];
    });
  /** Gives the rule by which the database refused. */
  const ruleOf = (attempt: Promise<unknown>): Promise<unknown> =>
    attempt.then(
      () => 'it was done',
      (error: { constraint?: string; code?: string }) => `${error.code} ${error.constraint}`,
    );
  const submitted = async (): Promise<string> => {
    const { id } = await house.draft();
    await house.move(house.acme.caller, id, 'submit');
    return id;
  };
  const approved = async (): Promise<string> => {
    const id = await submitted();
    await house.move(house.second, id, 'approve');
    return id;
  };

  test('has the same life in SQL as in the table of its area', async () => {
    const rows = await house.database.query<{ line: string }>(
      `SELECT format('%s: %s -> %s, %s', name, from_state, to_state, four_eyes) AS line FROM internal.document_transitions
       WHERE relation = $1 ORDER BY 1`,
      [programLife.table],
    );
    const lines = Object.entries(programLife.transitions).map(
      ([name, { from, to, fourEyes = false }]) =>
        `${name}: ${from} -> ${to}, ${fourEyes ? 't' : 'f'}`,
    );
    expect(rows.map(({ line }) => line)).toEqual(lines.toSorted());
    const [life] = await house.database.query<{ initial_state: string; open_states: string[] }>(
      'SELECT initial_state, open_states FROM internal.document_tables WHERE relation = $1',
      [programLife.table],
    );
    expect(life).toEqual({ initial_state: programLife.initial, open_states: programLife.open });
  });

  test('refuses to be changed, deleted or marked as deleted once it is locked', async () => {
    const id = await approved();
    for (const sql of [
      "UPDATE drilling_programs SET name = 'another' WHERE id = $1",
      'UPDATE drilling_programs SET budget = 1 WHERE id = $1',
      'UPDATE drilling_programs SET deleted_at = now() WHERE id = $1',
      "UPDATE drilling_programs SET started_on = '2026-01-01' WHERE id = $1",
      "UPDATE drilling_programs SET status = 'in_progress', name = 'another' WHERE id = $1",
      "UPDATE drilling_programs SET document_number = 'DP-1' WHERE id = $1",
      'DELETE FROM drilling_programs WHERE id = $1',
    ])
      expect([sql, await ruleOf(run(sql, [id]))]).toEqual([sql, '42501 document_locked']);
    const { name, state } = await house.acme.caller.drilling.programs.get({ programId: id });
    expect([name, state]).toEqual(['AUR-1 vertical', 'approved']);
  });

  test('takes no transition that its life lacks, nor begins elsewhere, nor with a number of its own', async () => {
    const { id } = await house.draft();
    const move = "UPDATE drilling_programs SET status = 'completed' WHERE id = $1";
    expect(await ruleOf(run(move, [id]))).toBe('42501 document_transition');
    const make = (columns: string, values: string): Promise<unknown> =>
      ruleOf(
        run(
          `INSERT INTO drilling_programs (well_id, name, planned_total_depth_md_ft, ${columns}) VALUES ($1, 'made', 9000, ${values})`,
          [house.wellId],
        ),
      );
    expect(await make('status', "'approved'")).toBe('42501 document_begins');
    expect(await make('document_number', "'DP-2026-0001'")).toBe('42501 document_begins');
    const number = "UPDATE drilling_programs SET document_number = 'DP-1' WHERE id = $1";
    expect(await ruleOf(run(number, [id]))).toBe('42501 document_locked');
  });

  test('has one open correction in SQL too', async () => {
    const id = await approved();
    const correct = (): Promise<unknown> =>
      run(
        `INSERT INTO drilling_programs (corrects_id, well_id, name, planned_total_depth_md_ft)
         VALUES ($1, $2, 'a correction', 9000)`,
        [id, house.wellId],
      );
    await correct();
    expect(await ruleOf(correct())).toBe('23505 drilling_programs_open_correction');
    await run("UPDATE drilling_programs SET status = 'cancelled' WHERE corrects_id = $1", [id]);
    await correct();
  });

  test('is not approved in SQL by who submitted it, nor by nobody', async () => {
    const id = await submitted();
    const approve = "UPDATE drilling_programs SET status = 'approved' WHERE id = $1";
    expect(await ruleOf(run(approve, [id]))).toBe('42501 document_four_eyes');
    const nobody = house.acme.transaction(async ({ $client }) => {
      await $client.query("SELECT set_config('varve.user_id', '', true)");
      await $client.query(approve, [id]);
    });
    expect(await ruleOf(nobody)).toBe('42501 document_four_eyes');
  });

  test('keeps a life that nobody rewrites, and numbers that nobody writes', async () => {
    await approved();
    for (const sql of [
      "UPDATE document_moves SET reason = 'another'",
      'DELETE FROM document_moves',
      'UPDATE document_numbers SET last_number = 99',
      "INSERT INTO document_numbers (tenant_id, series, year, last_number) VALUES (internal.current_tenant(), 'x', 2026, 1)",
      "INSERT INTO document_moves (tenant_id, document_table, document_id, transition, to_state) VALUES (internal.current_tenant(), 'x', gen_random_uuid(), 'x', 'x')",
    ])
      expect([sql, await ruleOf(run(sql))]).toEqual([sql, '42501 undefined']);
    const owner = house.database.query('DELETE FROM document_moves');
    await expect(owner).rejects.toThrow('document_moves is append-only');
  });

  test('gets numbers from 1 without a gap, though many are approved at once and some of that is undone', async () => {
    const { database, globex } = house;
    const [person] = await database.query<{ id: string; well: string }>(
      `WITH field AS (INSERT INTO fields (tenant_id, name) VALUES ($1, 'Cierzo') RETURNING id),
         well AS (INSERT INTO wells (tenant_id, field_id, name) SELECT $1, id, 'CIE-1' FROM field RETURNING id)
       INSERT INTO users (tenant_id, username) VALUES ($1, 'other') RETURNING id, (SELECT id FROM well) AS well`,
      [globex.tenantId],
    );
    const ids: string[] = [];
    for (let made = 0; made < 24; made++) {
      const { id } = await globex.caller.drilling.programs.create({
        wellId: person!.well,
        name: `program ${made}`,
        plannedDepthFt: 9_000,
      });
      await house.move(globex.caller, id, 'submit');
      ids.push(id);
    }
    const approve = (id: string, undone: boolean): Promise<void> =>
      globex.transaction(async ({ $client }) => {
        await $client.query("SELECT set_config('varve.user_id', $1, true)", [person!.id]);
        await $client.query("UPDATE drilling_programs SET status = 'approved' WHERE id = $1", [id]);
        if (undone) throw new Error('undone');
      });
    const results = await Promise.allSettled(ids.map((id, at) => approve(id, at % 3 === 0)));
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(8);
    const [{ year }] = (await database.query<{ year: number }>(
      "SELECT extract(year FROM now() AT TIME ZONE time_zone)::integer AS year FROM tenants WHERE name = 'globex'",
    )) as [{ year: number }];
    const rows = await run<{ number: string }>(
      'SELECT document_number AS number FROM drilling_programs WHERE document_number IS NOT NULL ORDER BY 1',
      [],
      globex,
    );
    expect(rows.map(({ number }) => number)).toEqual(
      Array.from({ length: 16 }, (_, at) => `DP-${year}-${String(at + 1).padStart(4, '0')}`),
    );
  });
});
