import { callAs, type Call } from './call-as.ts';
import { fillNotifications } from './fill-notifications.ts';
import { fillPeople } from './fill-people.ts';
import type { Login } from './log-in.ts';

/** Ids of what was made, by the parameter that stands for them in the address of a page. */
export type Made = Readonly<Record<'userId' | 'programId', string>>;

/**
 * Makes what a plant does not bring by itself: people, keys, an organisation, reports, programs, runs of jobs and messages.
 *
 * @param wellId - a well, which no page of the console makes
 */
export async function fillServer(login: Login, token: string, wellId: string): Promise<Made> {
  const call = callAs(login, token);
  for (const name of ['jobs.clean', 'session.clean']) await call('jobs.run', { name });
  await fillNotifications(call);
  await fillConnections(call);
  await fillReports(call);
  return {
    userId: await fillPeople(call, login.home, wellId),
    programId: await fillPrograms(call, wellId),
  };
}

async function fillConnections(call: Call): Promise<void> {
  await call('keys.create', {
    name: 'Gateway of the north field',
    permissions: ['samples.write'],
    sources: ['north/gateway-1', 'north/gateway-2'],
    networks: ['10.20.0.0/16'],
  });
  await call('keys.create', { name: 'Spreadsheet', permissions: ['live.read', 'trends.read'] });
  await call('identity.providers.create', {
    name: 'Company',
    issuer: 'https://identity.example/realms/plant',
    clientId: 'varve',
  });
  await call('tenants.create', {
    name: 'aurora',
    displayName: 'Aurora Energy',
    timeZone: 'America/Bogota',
    language: 'es',
    username: 'marta.rios',
  });
}

async function fillReports(call: Call): Promise<void> {
  const parameters = { kind: 'audit', period: { unit: 'week' } };
  const content = { parameters, language: 'en', formats: ['pdf', 'xlsx'] };
  await call('reports.create', {
    ...content,
    name: 'Changes of the week',
    schedule: { kind: 'weekly', time: '06:30', weekdays: [1] },
    enabled: true,
    channelId: null,
    recipientIds: [],
  });
  await call('reports.runs.create', content);
}

/** Makes a draft, and a program that was submitted. @returns the id of the second */
async function fillPrograms(call: Call, wellId: string): Promise<string> {
  const content = { wellId, rigName: 'Rig 7', contractor: 'Andean Drilling' };
  await call('drilling.programs.create', { ...content, name: 'Pilot hole', plannedDepthFt: 4_300 });
  const { id, version } = await call<{ id: string; version: string }>('drilling.programs.create', {
    ...content,
    name: 'Horizontal of 5,000 ft',
    plannedDepthFt: 12_600,
    plannedDays: 38,
    plannedStartOn: '2027-02-01',
    budget: 7_850_000,
    currency: 'USD',
  });
  const move = { programId: id, expectedVersion: version, transition: 'submit' };
  await call('drilling.programs.move', move);
  return id;
}
