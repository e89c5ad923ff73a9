import { report, reportList, reportView, type CreateReportInput } from '@varve/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mail, NOBODY, webhook } from '../../support/notification-inputs.ts';
import { clearReports, reportInput } from '../../support/report-house.ts';
import { refusalOf, startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';

let house: TwoTenants;
beforeAll(async () => {
  house = await startTwoTenants();
});
afterAll(async () => house?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await clearReports(house);
  await house.database.query("UPDATE tenants SET time_zone = 'Europe/Madrid'");
});

const asAcme = () => house.acme.caller.reports;
const asGlobex = () => house.globex.caller.reports;

const night = {
  name: 'Night',
  start: '22:00',
  lengthMinutes: 480,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  worksOnHolidays: true,
};
const setNights = (tenant = house.acme) =>
  tenant.caller.calendars.update({
    place: null,
    expectedVersion: null,
    timeZone: null,
    dayStart: '06:00',
    shifts: [night],
    holidays: [],
  });

describe('reports', () => {
  test('are defined, changed, listed by name and removed', async () => {
    const made = await asAcme().create(reportInput());
    expect(report.parse(made)).toEqual(made);
    expect(made).toMatchObject({
      ...reportInput(),
      permission: 'audit.read',
      definedBy: 'Boss of acme',
      nextRunsAtMs: [],
      lastRun: null,
    });
    await asAcme().create(reportInput({ name: 'a first' }));
    const changed = await asAcme().update({
      ...reportInput({ name: 'Weekly audit', formats: ['csv'] }),
      id: made.id,
      expectedVersion: made.version,
    });
    const listed = await asAcme().list();
    expect(reportList.parse(listed)).toEqual(listed);
    expect(listed.timeZone).toBe('Europe/Madrid');
    expect(listed.reports.map(({ name }) => name)).toEqual(['a first', 'Weekly audit']);
    const late = { id: made.id, expectedVersion: made.version };
    expect(await refusalOf(asAcme().remove(late))).toMatch(/^CONFLICT: /);
    expect(await refusalOf(asAcme().update({ ...reportInput(), ...late }))).toMatch(/^CONFLICT: /);
    await asAcme().remove({ id: made.id, expectedVersion: changed.version });
    expect((await asAcme().list()).reports.map(({ name }) => name)).toEqual(['a first']);
  });

  test('have a name each, whatever the case', async () => {
    await asAcme().create(reportInput());
    expect(await refusalOf(asAcme().create(reportInput({ name: 'DAILY AUDIT' })))).toBe(
      'CONFLICT: the name is taken',
    );
    await asGlobex().create(reportInput());
  });

  test('tell the next five times of their schedule, by the clock of the tenant', async () => {
    const { nextRunsAtMs } = await asAcme().create(
      reportInput({ schedule: { kind: 'monthly', time: '07:00', day: 'last' } }),
    );
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Madrid',
      hour: '2-digit',
      minute: '2-digit',
    });
    expect(nextRunsAtMs).toHaveLength(5);
    expect(nextRunsAtMs.map((timeMs) => clock.format(timeMs))).toEqual(Array(5).fill('07:00'));
    const rests = reportInput({
      name: 'Rests',
      enabled: false,
      schedule: { kind: 'daily', time: '07:00' },
    });
    expect((await asAcme().create(rests)).nextRunsAtMs).toEqual([]);
  });

  test('run at the end of a shift that the calendar has', async () => {
    const shift = (name: string | null) =>
      reportInput({ schedule: { kind: 'shift', shift: name } });
    expect(await refusalOf(asAcme().create(shift(null)))).toBe(
      'QUERY_INVALID: the calendar has no shifts: add them first',
    );
    await setNights();
    expect(await refusalOf(asAcme().create(shift('Day')))).toBe(
      'QUERY_INVALID: the calendar has no shift Day, only Night',
    );
    expect((await asAcme().create(shift('Night'))).nextRunsAtMs).toHaveLength(5);
    expect((await asAcme().choices()).shifts).toEqual(['Night']);
  });

  test('keep the calendar from losing the shift that they run after', async () => {
    const { version } = await setNights();
    const schedule = { kind: 'shift', shift: 'Night' } as const;
    const named = await asAcme().create(reportInput({ name: 'Of nights', schedule }));
    const each = await asAcme().create(
      reportInput({ name: 'Of each', schedule: { kind: 'shift', shift: null } }),
    );
    await setNights(house.globex);
    await asGlobex().create(reportInput({ name: 'Of globex', schedule }));
    const change = (shifts: (typeof night)[], expectedVersion = version) =>
      house.acme.caller.calendars.update({
        place: null,
        timeZone: null,
        dayStart: '06:00',
        holidays: [],
        shifts,
        expectedVersion,
      });
    await expect(change([{ ...night, name: 'Late' }])).rejects.toMatchObject({
      cause: {
        code: 'CONFLICT',
        issues: [{ path: ['shifts'], code: 'shift_used', names: ['Of nights'] }],
      },
    });
    await expect(change([])).rejects.toMatchObject({
      cause: { issues: [{ code: 'shift_used', names: ['Of each', 'Of nights'] }] },
    });
    const { version: moved } = await change([{ ...night, start: '21:00' }]);
    await asAcme().remove({ id: named.id, expectedVersion: named.version });
    await asAcme().remove({ id: each.id, expectedVersion: each.version });
    expect((await change([], moved)).shifts).toEqual([]);
  });

  test('are told of by a mail channel to users who have an address', async () => {
    const post = await house.acme.caller.notifications.channels.create(mail);
    const hook = await house.acme.caller.notifications.channels.create(webhook);
    const to = (channelId: string, recipientIds: string[]) =>
      refusalOf(asAcme().create(reportInput({ channelId, recipientIds })));
    expect(await to(hook.id, [house.acme.userId])).toBe(
      `QUERY_INVALID: there is no mail channel ${hook.id}`,
    );
    expect(await to(post.id, [house.globex.userId])).toBe(
      `QUERY_INVALID: there is no user with a mail address ${house.globex.userId}`,
    );
    expect(await to(post.id, [])).toMatch(/^BAD_REQUEST: /);
    expect(await asAcme().choices()).toMatchObject({
      channels: [{ id: post.id, name: 'Mail' }],
      recipients: [{ id: house.acme.userId, name: 'Boss of acme' }],
    });
    await asAcme().create(reportInput({ channelId: post.id, recipientIds: [house.acme.userId] }));
    await house.database.query('DELETE FROM report_definitions; DELETE FROM notification_channels');
  });

  test('are defined only by who has the right to what they show', async () => {
    const permissions = new Set(['reports.read', 'reports.write'] as const);
    const { reports } = house.acme.callerWith({ permissions });
    const missing = 'PERMISSION_MISSING: this needs the permission audit.read';
    expect(await refusalOf(reports.create(reportInput()))).toBe(missing);
    const { id, version } = await asAcme().create(reportInput());
    expect(
      await refusalOf(reports.update({ ...reportInput(), id, expectedVersion: version })),
    ).toBe(missing);
    const { parameters } = reportInput();
    expect(await refusalOf(reports.read({ parameters, language: 'en' }))).toBe(missing);
    expect(
      await refusalOf(reports.runs.create({ parameters, language: 'en', formats: ['csv'] })),
    ).toBe(missing);
  });

  test('show actions, outcomes and things in words of their language', async () => {
    await asAcme().create(reportInput());
    const read = async (language: 'es' | 'en') => {
      const period = { unit: 'fixed', fromMs: 0, toMs: Date.parse('2999-01-01') } as const;
      const parameters = { kind: 'audit', action: 'insert', period } as const;
      const view = await asAcme().read({ parameters, language });
      expect(reportView.parse(view)).toEqual(view);
      const rows = view.rows.map((row) => row.slice(2, 5));
      return { first: rows[0], facts: view.facts.map(({ text }) => text) };
    };
    const spanish = await read('es');
    expect(spanish.first).toEqual(['Creado', 'Hecho', 'Informe']);
    expect(spanish.facts).toContain('Creado');
    expect((await read('en')).first).toEqual(['Created', 'Done', 'Report']);
  });

  test('of one tenant are nothing to another', async () => {
    const { id, version: expectedVersion } = await asAcme().create(reportInput());
    const { id: runId } = await asAcme().run({ id });
    const missing = `NOT_FOUND: there is no report ${id}`;
    for (const call of [
      () => asGlobex().update({ ...reportInput(), id, expectedVersion }),
      () => asGlobex().remove({ id, expectedVersion }),
      () => asGlobex().run({ id }),
    ])
      expect(await refusalOf(call())).toBe(missing);
    expect((await asGlobex().list()).reports).toEqual([]);
    expect(await asGlobex().runs.list({})).toEqual({ runs: [], nextCursor: null });
    expect(await refusalOf(asGlobex().runs.get({ id: runId }))).toBe(
      `NOT_FOUND: there is no run ${runId}`,
    );
    expect(await refusalOf(asGlobex().runs.cancel({ id: runId }))).toBe(
      `NOT_FOUND: there is no run ${runId}`,
    );
  });

  test.each([
    ['a kind that is none', { parameters: { kind: 'x', period: { unit: 'day' } } }],
    [
      'a period that ends before it begins',
      { parameters: { kind: 'audit', period: { unit: 'fixed', fromMs: 2, toMs: 1 } } },
    ],
    [
      'a filter of another kind',
      { parameters: { kind: 'sessions', period: { unit: 'day' }, action: 'x' } },
    ],
    ['no format', { formats: [] }],
    ['a format twice', { formats: ['csv', 'csv'] }],
    ['a day that no month has', { schedule: { kind: 'monthly', time: '07:00', day: 32 } }],
    ['a time that is none', { schedule: { kind: 'daily', time: '7:00' } }],
    ['a user twice', { channelId: NOBODY, recipientIds: [NOBODY, NOBODY] }],
    ['a key that it does not know', { definedBy: NOBODY }],
  ])('refuse %s', async (_what, more) => {
    const input = { ...reportInput(), ...more } as CreateReportInput;
    expect(await refusalOf(asAcme().create(input))).toMatch(/^BAD_REQUEST: /);
  });
});
