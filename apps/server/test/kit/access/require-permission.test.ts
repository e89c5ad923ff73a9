import type { Permission } from '@varve/contract';
import { expect, test } from 'vitest';
import { requirePermission } from '../../../src/kit/access/access.ts';
import { testAccess } from '../../support/test-access.ts';

const bound = (permission: Permission) =>
  testAccess('00000000-0000-4000-8000-000000000000', { scoped: new Set([permission]) });

test.each(['audit.read', 'keys.manage', 'metrics.read', 'system.manage'] as const)(
  'the right %s is of nobody who has it at some places only',
  (permission) => {
    expect(() => requirePermission(bound(permission), permission)).toThrow(permission);
  },
);

test('a right over tags holds at some places, too', () => {
  expect(() => requirePermission(bound('tags.read'), 'tags.read')).not.toThrow();
});

test('nothing is allowed while a factor is due', () => {
  const access = testAccess('00000000-0000-4000-8000-000000000000', { due: 'factor' });
  expect(() => requirePermission(access, 'tags.read')).toThrow('second factor');
});
