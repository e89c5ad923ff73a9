import type { Permission } from '@varve/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTENT, startDrillingHouse, type DrillingHouse } from '../../support/drilling-house.ts';
import { refusalOf } from '../../support/two-tenants.ts';

const NOWHERE = '00000000-0000-4000-8000-000000000009';

describe('drilling programs', () => {
  let house: DrillingHouse;
  beforeAll(async () => {
    house = await startDrillingHouse();
  });
  afterAll(() => house?.[Symbol.asyncDispose]());

  test('go from a draft to the release of the rig, and tell who did what and why', async () => {
    const { acme, second, move } = house;
    const { id, choices, isOpen } = await house.draft();
    expect(isOpen).toBe(true);
    expect(choices.map(({ transition }) => transition)).toEqual(['submit', 'discard']);
    await move(acme.caller, id, 'submit');
    await move(second, id, 'return', { reason: 'the mud is missing' });
    await move(acme.caller, id, 'submit');
    const approved = await move(second, id, 'approve');
    expect(approved.documentNumber).toMatch(/^DP-\d{4}-\d{4,}$/);
    expect(approved.isOpen).toBe(false);
    await move(acme.caller, id, 'start', { day: '2026-03-01' });
    const done = await move(acme.caller, id, 'complete', { day: '2026-04-02' });
    expect(done).toMatchObject({
      ...CONTENT,
      documentNumber: approved.documentNumber,
      state: 'completed',
      startedOn: '2026-03-01',
      finishedOn: '2026-04-02',
      choices: [],
    });
    expect(
      done.moves.map(({ transition, reason, movedByName }) => [transition, reason, movedByName]),
    ).toEqual([
      ['complete', '', 'Boss of acme'],
      ['start', '', 'Boss of acme'],
      ['approve', '', 'Second of acme'],
      ['submit', '', 'Boss of acme'],
      ['return', 'the mud is missing', 'Second of acme'],
      ['submit', '', 'Boss of acme'],
      ['create', '', 'Boss of acme'],
    ]);
    const events = await house.database.query<{ action: string; after: object }>(
      "SELECT action, after FROM audit_log WHERE resource_id = $1 AND action = 'document_moved' ORDER BY id OFFSET 1 LIMIT 1",
      [id],
    );
    expect(events).toEqual([
      {
        action: 'document_moved',
        after: {
          transition: 'return',
          from: 'submitted',
          to: 'draft',
          reason: 'the mud is missing',
        },
      },
    ]);
  });

  test('are not approved by who submitted them, who is told why', async () => {
    const { acme, move } = house;
    const { id } = await house.draft();
    const { choices } = await move(acme.caller, id, 'submit');
    expect(choices).toContainEqual({
      transition: 'approve',
      toState: 'approved',
      asks: 'nothing',
      isFinal: false,
      blockedBy: 'four_eyes',
    });
    expect(await refusalOf(move(acme.caller, id, 'approve'))).toBe(
      'CONFLICT: you made this drilling program submitted: somebody else has to approve it',
    );
  });

  test('refuse a change of what somebody else has changed, with the program as it is now', async () => {
    const { acme, second } = house;
    const { id: programId, version } = await house.draft();
    const { caller } = acme;
    const change = { programId, expectedVersion: version, ...CONTENT };
    const changed = await second.drilling.programs.update({ ...change, name: 'AUR-1 deeper' });
    const late = [
      caller.drilling.programs.update(change),
      caller.drilling.programs.move({ programId, expectedVersion: version, transition: 'submit' }),
    ];
    for (const call of late)
      await expect(call).rejects.toMatchObject({
        code: 'CONFLICT',
        cause: { current: { name: 'AUR-1 deeper', version: changed.version } },
      });
  });

  test('refuse a change of content once they are submitted, and a transition that begins elsewhere', async () => {
    const { acme, move } = house;
    const { id: programId } = await house.draft();
    const { version: expectedVersion } = await move(acme.caller, programId, 'submit');
    const update = acme.caller.drilling.programs.update({ programId, expectedVersion, ...CONTENT });
    expect(await refusalOf(update)).toBe(
      'CONFLICT: a drilling program that is submitted is locked: send it back first, or correct it by a new one',
    );
    expect(await refusalOf(move(acme.caller, programId, 'complete', { day: '2026-01-01' }))).toBe(
      'CONFLICT: complete begins at in_progress, and this drilling program is submitted',
    );
  });

  test('ask for a reason and for a day that can be, at their fields', async () => {
    const { acme, second, move } = house;
    const { id } = await house.draft();
    await move(acme.caller, id, 'submit');
    expect(await refusalOf(move(second, id, 'return'))).toBe(
      'QUERY_INVALID: expected a reason to return a drilling program',
    );
    await move(second, id, 'approve');
    expect(await refusalOf(move(second, id, 'start'))).toBe(
      'QUERY_INVALID: expected the day on which it happened',
    );
    expect(await refusalOf(move(second, id, 'start', { day: '2999-01-01' }))).toMatch(
      /^CONFLICT: 2999-01-01 is still to come/,
    );
    await move(second, id, 'start', { day: '2026-03-01' });
    await expect(move(second, id, 'complete', { day: '2026-02-28' })).rejects.toMatchObject({
      cause: { issues: [{ path: ['day'], code: 'day_impossible' }] },
    });
  });

  test('are corrected by a new one that names the old one', async () => {
    const { acme, second, move } = house;
    const { id: programId } = await house.draft();
    const { programs } = acme.caller.drilling;
    expect(await refusalOf(programs.correct({ programId }))).toBe(
      'CONFLICT: a drilling program that is draft has no number to correct',
    );
    await move(acme.caller, programId, 'submit');
    const { documentNumber } = await move(second, programId, 'approve');
    const correction = await programs.correct({ programId });
    expect(correction).toMatchObject({
      ...CONTENT,
      state: 'draft',
      documentNumber: null,
      corrects: { id: programId, documentNumber },
    });
  });

  test('have one open correction at a time, and the refusal names it', async () => {
    const { acme, second, move } = house;
    const { id: programId } = await house.draft();
    const { programs } = acme.caller.drilling;
    await move(acme.caller, programId, 'submit');
    await move(second, programId, 'approve');
    const begun = await Promise.allSettled([
      programs.correct({ programId }),
      second.drilling.programs.correct({ programId }),
    ]);
    expect(begun.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const open = begun.find((one) => one.status === 'fulfilled')!.value;
    const refused = `CONFLICT: the correction ${open.id} ("${open.name}") is open: approve it or discard it first`;
    expect(await refusalOf(programs.correct({ programId }))).toBe(refused);
    await move(acme.caller, open.id, 'submit');
    await expect(programs.correct({ programId })).rejects.toMatchObject({
      cause: { issues: [{ code: 'correction_open', names: [open.name] }] },
    });
    await move(second, open.id, 'approve');
    const { id } = await programs.correct({ programId });
    await move(acme.caller, id, 'discard');
    expect((await programs.correct({ programId })).state).toBe('draft');
  });

  test('are moved by those who have the right of the transition alone', async () => {
    const { acme, move } = house;
    const { id } = await house.draft();
    const reader = acme.callerWith({ permissions: new Set<Permission>(['engineering.read']) });
    expect((await reader.drilling.programs.get({ programId: id })).choices).toEqual([]);
    expect(await refusalOf(move(reader, id, 'submit'))).toBe(
      'PERMISSION_MISSING: this needs the permission engineering.write',
    );
  });

  test('are found by a part of their well and by their state, a page at a time', async () => {
    const { programs } = house.acme.caller.drilling;
    await house.draft();
    const first = await programs.list({ search: 'aur-1', state: 'draft', limit: 1 });
    expect(first.programs.map(({ wellName, state }) => [wellName, state])).toEqual([
      ['AUR-1', 'draft'],
    ]);
    const next = await programs.list({
      search: 'aur-1',
      state: 'draft',
      limit: 1,
      cursor: first.nextCursor!,
    });
    expect(next.programs[0]!.id).not.toBe(first.programs[0]!.id);
    expect((await programs.list({ search: 'no such well' })).programs).toEqual([]);
  });

  test('are nothing to another tenant, as if they did not exist', async () => {
    const { globex, wellId, move } = house;
    const { id: programId, version: expectedVersion } = await house.draft();
    const { drilling } = globex.caller;
    expect((await drilling.programs.list({})).programs).toEqual([]);
    expect((await drilling.wells()).wells).toEqual([]);
    const refused = `NOT_FOUND: there is no drilling program ${programId}`;
    expect(await refusalOf(move(globex.caller, programId, 'submit'))).toBe(refused);
    expect(await refusalOf(drilling.programs.correct({ programId }))).toBe(refused);
    const change = drilling.programs.update({ programId, expectedVersion, ...CONTENT });
    expect(await refusalOf(change)).toBe(refused);
    expect(await refusalOf(drilling.programs.create({ wellId, ...CONTENT }))).toBe(
      `NOT_FOUND: there is no well ${wellId}`,
    );
  });

  test('are those of his own field to whom a role is bound to one', async () => {
    const { acme, farWellId, wellId } = house;
    const scoped = new Set<Permission>(['engineering.read', 'engineering.write']);
    const bound = await house.boundCaller({ scoped, permissions: scoped });
    const far = await acme.caller.drilling.programs.create({ wellId: farWellId, ...CONTENT });
    const { programs } = await bound.drilling.programs.list({ limit: 200 });
    expect(new Set(programs.map((program) => program.wellId))).toEqual(new Set([wellId]));
    expect((await bound.drilling.wells()).wells).toEqual([{ id: wellId, name: 'AUR-1' }]);
    for (const programId of [far.id, NOWHERE])
      expect(await refusalOf(bound.drilling.programs.get({ programId }))).toBe(
        `NOT_FOUND: there is no drilling program ${programId}`,
      );
    expect(await refusalOf(bound.drilling.programs.create({ wellId: farWellId, ...CONTENT }))).toBe(
      `NOT_FOUND: there is no well ${farWellId}`,
    );
  });
});
