import { calendar, type UpdateCalendarInput } from '@varve/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf, startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';

let house: TwoTenants;
let fieldId: string;
let factoryId: string;
beforeAll(async () => {
  house = await startTwoTenants();
  const idOf = async (sql: string): Promise<string> => {
    const { rows } = await house.acme.transaction(({ $client }) =>
      $client.query<{ id: string }>(sql),
    );
    return rows[0]!.id;
  };
  fieldId = await idOf("INSERT INTO fields (name) VALUES ('Aurora') RETURNING id");
  factoryId = await idOf(
    "INSERT INTO factories (name, time_zone) VALUES ('Refinery', 'Europe/Madrid') RETURNING id",
  );
});
afterAll(async () => house?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query(
    "DELETE FROM calendars; UPDATE tenants SET time_zone = 'America/Bogota'",
  );
});

const asAcme = () => house.acme.caller.calendars;
const asGlobex = () => house.globex.caller.calendars;
const aurora = () => ({ kind: 'field' as const, id: fieldId });
const night = {
  name: 'Night',
  start: '22:00',
  lengthMinutes: 480,
  weekdays: [1, 2, 3, 4, 5],
  worksOnHolidays: false,
};
const christmas = { date: '2026-12-25', nameEs: 'Navidad', nameEn: 'Christmas' };
const input = (more: Partial<UpdateCalendarInput> = {}): UpdateCalendarInput => ({
  place: null,
  expectedVersion: null,
  timeZone: null,
  dayStart: '06:00',
  shifts: [night],
  holidays: [christmas],
  ...more,
});

describe('the calendar of a tenant', () => {
  test('is midnight without shifts until somebody sets it', async () => {
    expect(await asAcme().get({ place: null })).toEqual({
      place: null,
      id: null,
      timeZone: 'America/Bogota',
      ownTimeZone: null,
      dayStart: '00:00',
      shifts: [],
      holidays: [],
      version: null,
    });
  });

  test('is set and changed, and both are in the audit log', async () => {
    const made = await asAcme().update(input());
    expect(calendar.parse(made)).toEqual(made);
    expect(made).toMatchObject({ dayStart: '06:00', shifts: [night], holidays: [christmas] });
    const later = { date: '2027-01-01', nameEs: 'Año Nuevo', nameEn: 'New Year' };
    const changed = await asAcme().update(
      input({ expectedVersion: made.version, dayStart: '07:30', holidays: [later, christmas] }),
    );
    expect(changed).toMatchObject({ dayStart: '07:30', holidays: [christmas, later] });
    const { entries } = await house.acme.caller.audit.list({
      resourceType: 'calendars',
      resourceId: made.id!,
    });
    expect(entries.map(({ action, changedColumns }) => [action, changedColumns])).toEqual([
      ['update', ['day_start', 'holidays']],
      ['insert', []],
    ]);
  });

  test('is not changed by somebody who has read an older one, who is told the newer', async () => {
    const { version } = await asAcme().update(input());
    await asAcme().update(input({ expectedVersion: version, dayStart: '08:00' }));
    const late = asAcme().update(input({ expectedVersion: version, dayStart: '09:00' }));
    await expect(late).rejects.toMatchObject({
      cause: { code: 'CONFLICT', current: { dayStart: '08:00' } },
    });
    expect(await refusalOf(asAcme().update(input()))).toMatch(/^CONFLICT: /);
  });

  test.each([
    ['overlapping shifts', { shifts: [night, { ...night, name: 'Late', start: '05:00' }] }],
    [
      'shifts that overlap over the end of the week',
      {
        shifts: [
          { ...night, weekdays: [7] },
          { ...night, name: 'Late', start: '05:00', weekdays: [1] },
        ],
      },
    ],
    ['two shifts of a name', { shifts: [night, { ...night, name: 'night', start: '06:00' }] }],
    ['a shift of more than a day', { shifts: [{ ...night, lengthMinutes: 1_441 }] }],
    ['a shift on no day', { shifts: [{ ...night, weekdays: [] }] }],
    ['a date twice', { holidays: [christmas, christmas] }],
    ['a date that is none', { holidays: [{ ...christmas, date: '2026-02-30' }] }],
    ['a time that is none', { dayStart: '24:00' }],
  ])('refuses %s', async (_what, more) => {
    expect(await refusalOf(asAcme().update(input(more)))).toMatch(/^BAD_REQUEST: /);
  });

  test('takes shifts that follow each other around the clock', async () => {
    const weekdays = [1, 2, 3, 4, 5, 6, 7];
    const shifts = ['06:00', '14:00', '22:00'].map((start) => ({
      ...night,
      weekdays,
      start,
      name: start,
    }));
    expect((await asAcme().update(input({ shifts }))).shifts).toEqual(shifts);
  });

  test('has no time zone beside the one that the tenant has', async () => {
    expect(await refusalOf(asAcme().update(input({ timeZone: 'Europe/Madrid' })))).toBe(
      'QUERY_INVALID: only a field has a time zone here: tenants and factories have one of their own',
    );
  });
});

describe('the calendar of a place', () => {
  test('is that of the tenant by the clock of the place, until it has one of its own', async () => {
    await asAcme().update(input());
    const factory = { kind: 'factory' as const, id: factoryId };
    expect(await asAcme().get({ place: factory })).toMatchObject({
      place: null,
      dayStart: '06:00',
      timeZone: 'Europe/Madrid',
    });
    const own = await asAcme().update(input({ place: factory, dayStart: '05:00' }));
    expect(own).toMatchObject({
      place: { ...factory, name: 'Refinery' },
      timeZone: 'Europe/Madrid',
      dayStart: '05:00',
    });
    expect(await asAcme().get({ place: null })).toMatchObject({ dayStart: '06:00' });
    expect(await asAcme().get({ place: factory })).toEqual(own);
  });

  test('of a field may have a time zone of its own', async () => {
    const own = await asAcme().update(input({ place: aurora(), timeZone: 'Asia/Kolkata' }));
    expect(own).toMatchObject({ timeZone: 'Asia/Kolkata', ownTimeZone: 'Asia/Kolkata' });
    const wrong = input({
      place: aurora(),
      expectedVersion: own.version,
      timeZone: 'Mars/Olympus',
    });
    expect(await refusalOf(asAcme().update(wrong))).toMatch(/^BAD_REQUEST: .*IANA time zone/s);
  });

  test('is taken away, and the place goes by that of the tenant again', async () => {
    await asAcme().update(input());
    const own = await asAcme().update(input({ place: aurora(), dayStart: '05:00' }));
    const without = async () => (await asAcme().list()).placesWithout.map(({ name }) => name);
    expect(await without()).toEqual(['Refinery']);
    expect(
      await refusalOf(
        asAcme().remove({ place: aurora(), expectedVersion: '2020-01-01T00:00:00Z' }),
      ),
    ).toMatch(/^CONFLICT: /);
    const now = await asAcme().remove({ place: aurora(), expectedVersion: own.version! });
    expect(now).toMatchObject({ place: null, dayStart: '06:00' });
    expect(await without()).toEqual(['Aurora', 'Refinery']);
    expect(
      await refusalOf(asAcme().remove({ place: aurora(), expectedVersion: own.version! })),
    ).toBe('NOT_FOUND: Aurora has no calendar of its own');
  });

  test('is listed after that of the tenant', async () => {
    await asAcme().update(input({ place: aurora() }));
    const { calendars } = await asAcme().list();
    expect(calendars.map(({ place }) => place?.name ?? null)).toEqual([null, 'Aurora']);
  });

  test('of one tenant is nothing to another', async () => {
    const { version } = await asAcme().update(input({ place: aurora() }));
    const missing = `NOT_FOUND: there is no field ${fieldId}`;
    for (const call of [
      () => asGlobex().get({ place: aurora() }),
      () => asGlobex().update(input({ place: aurora(), expectedVersion: version })),
      () => asGlobex().remove({ place: aurora(), expectedVersion: version! }),
    ])
      expect(await refusalOf(call())).toBe(missing);
    expect(await asGlobex().list()).toMatchObject({ calendars: [{ id: null }], placesWithout: [] });
  });
});

describe('somebody who has the rights at one field only', () => {
  const asBound = () =>
    house.acme.callerWith({ scoped: new Set(['configuration.read', 'configuration.write']) })
      .calendars;
  beforeEach(async () => {
    await house.database.query(
      `INSERT INTO user_role_scopes (tenant_id, user_id, role_id, field_id)
       SELECT u.tenant_id, u.user_id, u.role_id, $2 FROM user_roles u WHERE u.user_id = $1
       ON CONFLICT DO NOTHING`,
      [house.acme.userId, fieldId],
    );
  });

  test('sees its calendar and that of the tenant, and changes the first alone', async () => {
    await asAcme().update(input({ place: { kind: 'factory', id: factoryId } }));
    await asBound().update(input({ place: aurora() }));
    const { calendars } = await asBound().list();
    expect(calendars.map(({ place }) => place?.name ?? null)).toEqual([null, 'Aurora']);
    expect(await refusalOf(asBound().update(input()))).toBe(
      'PERMISSION_MISSING: this needs the permission configuration.write',
    );
    const factory = { kind: 'factory' as const, id: factoryId };
    expect(await refusalOf(asBound().get({ place: factory }))).toMatch(/^NOT_FOUND: /);
    expect(await refusalOf(asBound().update(input({ place: factory })))).toMatch(/^NOT_FOUND: /);
  });
});
