import { expect, test } from 'vitest';
import { router } from '../../../src/router.ts';
import { listProcedures } from '../../../src/trpc/list-procedures.ts';
import { restPathOf } from '../../../src/http/rest/rest-path.ts';

const PLACES = listProcedures(router).map((procedure) => {
  const place = restPathOf(procedure);
  return [
    procedure.name,
    place === undefined ? undefined : `${place.method} ${place.path}`,
  ] as const;
});

test('every procedure but those that stream has an address of its own', () => {
  const without = PLACES.filter(([, place]) => place === undefined).map(([name]) => name);
  expect(without).toEqual(['live.follow']);
  const places = PLACES.flatMap(([, place]) => place ?? []);
  expect(new Set(places.map((place) => place.replaceAll(/:\w+/g, ':id'))).size).toBe(places.length);
});

test('addresses follow from the names of procedures', () => {
  expect(Object.fromEntries(PLACES)).toMatchObject({
    'calendars.get': 'GET /api/v1/calendars/get',
    'calendars.list': 'GET /api/v1/calendars',
    'keys.create': 'POST /api/v1/keys',
    'keys.list': 'GET /api/v1/keys',
    'keys.revoke': 'DELETE /api/v1/keys/:keyId',
    'live.latest': 'GET /api/v1/live/latest',
    'reports.runs.get': 'GET /api/v1/reports/runs/:id',
    'session.changePassword': 'POST /api/v1/session/change-password',
    'session.end': 'DELETE /api/v1/session/:sessionId',
    'session.updateProfile': 'POST /api/v1/session/update-profile',
    'sessions.end': 'DELETE /api/v1/sessions/:sessionId',
    'sessions.list': 'GET /api/v1/sessions',
    'status.health': 'GET /api/v1/status/health',
    'tags.list': 'GET /api/v1/tags',
    'trends.read': 'GET /api/v1/trends/read',
  });
});
