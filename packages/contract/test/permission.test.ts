import { expect, test } from 'vitest';
import { permission } from '../src/index.ts';

// The pattern of permissions.code in the database.
test.each(permission.options)('%s has the form that the database takes', (code) => {
  expect(code).toMatch(/^[a-z][a-z-]*\.[a-z][a-z-]*$/);
});
