import { DatabaseError } from '@varve/db';
import { HistorianError } from '@varve/historian';
import { ServerError } from '@varve/server/server-error';
import { expect, test } from 'vitest';
import { exitCodeOf } from '../src/exit-code.ts';

test.each([
  [2, new ServerError('CONFIGURATION_INVALID', 'm')],
  [2, new DatabaseError('CONNECTION_STRING_INVALID', 'm')],
  [2, new HistorianError('SOURCE_DUPLICATE', 'm')],
  [1, new ServerError('PORT_TAKEN', 'm')],
  [1, new DatabaseError('DATABASE_UNREACHABLE', 'm')],
  [1, Object.assign(new Error('m'), { code: 'EACCES' })],
  [undefined, new HistorianError('SAMPLE_INVALID', 'm')],
  [undefined, new TypeError('m')],
  [undefined, Object.assign(new Error('m'), { code: 'toString' })],
  [undefined, 'thrown text'],
  [undefined, undefined],
])('the exit code is %s for %s', (exitCode, error) => {
  expect(exitCodeOf(error)).toBe(exitCode);
});

test('an error is known by its code, whatever class it has', () => {
  const copy = Object.assign(new Error('m'), { code: 'FOLDER_IN_USE' });
  expect(exitCodeOf(copy)).toBe(exitCodeOf(new HistorianError('FOLDER_IN_USE', 'm')));
});
