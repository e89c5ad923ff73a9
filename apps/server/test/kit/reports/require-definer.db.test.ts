import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  hasRight,
  requireDefiner,
  requireEverywhere,
} from '../../../src/kit/reports/require-definer.ts';
import { testAccess } from '../../support/test-access.ts';
import { startTwoTenants, type TwoTenants } from '../../support/two-tenants.ts';

let house: TwoTenants;
beforeAll(async () => {
  house = await startTwoTenants();
});
afterAll(async () => house?.[Symbol.asyncDispose]());

test('a report needs its right at all places: of whoever defined it, gets it, or asks for it', async () => {
  const { acme } = house;
  const right = () => acme.transaction((tx) => hasRight(tx, acme.userId, 'tags.read'));
  expect(await right()).toBe(true);
  const [scope] = await acme.transaction(async ({ $client }) => {
    const { rows } = await $client.query<{ id: string }>(
      `WITH field AS (INSERT INTO fields (name) VALUES ('Aurora') RETURNING id)
       INSERT INTO user_role_scopes (user_id, role_id, field_id)
       SELECT ur.user_id, ur.role_id, field.id FROM user_roles ur, field WHERE ur.user_id = $1 RETURNING id`,
      [acme.userId],
    );
    return rows;
  });
  expect(scope).toBeDefined();
  expect(await right()).toBe(false);
  const definer = { userId: acme.userId, permission: 'tags.read' } as const;
  await expect(acme.transaction((tx) => requireDefiner(tx, definer))).rejects.toThrow(
    'has not the right tags.read any more, at all places',
  );
  const bound = testAccess(acme.tenantId, { scoped: new Set(['tags.read'] as const) });
  expect(() => requireEverywhere(bound, 'tags.read')).toThrow(
    'this needs the permission tags.read',
  );
  expect(() => requireEverywhere(testAccess(acme.tenantId), 'tags.read')).not.toThrow();
});
