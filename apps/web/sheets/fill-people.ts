import type { Call } from './call-as.ts';

/**
 * Makes a role of the tenant's own, a user with one role at a well and another everywhere, and a screen on a wall.
 *
 * @returns the id of the user
 */
export async function fillPeople(call: Call, home: string, wellId: string): Promise<string> {
  const { roles } = await call<{ roles: { id: string; name: string }[] }>('roles.list');
  const idOf = (name: string): string => roles.find((role) => role.name === name)!.id;
  await call('roles.create', {
    name: 'Production supervisor',
    description: 'Looks after the wells of one field',
    permissions: ['live.read', 'trends.read', 'alarms.read', 'alarms.acknowledge'],
  });
  const { userId } = await call<{ userId: string }>('users.create', {
    username: 'luis.fernandez',
    fullName: 'Luis Fernández de la Cruz',
    email: 'luis.fernandez@field.example',
    language: 'es',
    roles: [
      { roleId: idOf('operator'), scopes: [{ kind: 'well', id: wellId }] },
      { roleId: idOf('viewer') },
    ],
  });
  await pairDisplay(call, home, idOf('viewer'));
  return userId;
}

/** Plays the screen that shows a code, and whoever types it. */
async function pairDisplay(call: Call, home: string, roleId: string): Promise<void> {
  const asked = await fetch(`${home}api/display/code`, { method: 'POST' });
  const { code } = (await asked.json()) as { code: string };
  await call('displays.pair', {
    code,
    name: 'Control room, north wall',
    roles: [{ roleId }],
    landingPath: '/status',
  });
  const cookie = asked.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const { origin } = new URL(home);
  const claimed = await fetch(`${home}api/display/claim`, {
    method: 'POST',
    headers: { cookie, origin, 'content-type': 'application/json' },
    body: '{}',
  });
  const { state } = (await claimed.json()) as { state: string };
  if (state !== 'in') throw new Error(`the paired screen is ${state}`);
}
