import { expect, test } from 'vitest';
import { initialsOf } from '../../src/shell/initials-of.ts';

test.each([
  ['Marta Rincón', 'MR'],
  ['operador-3', 'O3'],
  ['Ana María de la Torre', 'AT'],
  ['ñandú', 'Ñ'],
  ['', ''],
])('the initials of "%s" are "%s"', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
