import { describe, expect, test } from 'vitest';
import { sqlStatements } from '../../src/migrations/sql-statements.ts';

describe('sqlStatements', () => {
  test.each([
    ['one and another', 'SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
    ['the last without an end', 'SELECT 1', ['SELECT 1']],
    [
      'a semicolon in quotes',
      "SELECT ';', \";\"; SELECT 'it''s;'",
      ['SELECT \';\', ";"', "SELECT 'it''s;'"],
    ],
    [
      'dollar quotes, one in another',
      'DO $a$ BEGIN; $b$;$b$ END; $a$; SELECT 1',
      ['DO $a$ BEGIN; $b$;$b$ END; $a$', 'SELECT 1'],
    ],
    ['line comments', '-- ; nothing\nSELECT 1; -- the end;', ['-- ; nothing\nSELECT 1']],
    ['comments in comments', '/* ; /* ; */ ; */ SELECT 1;', ['/* ; /* ; */ ; */ SELECT 1']],
    [
      'a body of statements',
      'CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3',
      [
        'CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END',
        'SELECT 3',
      ],
    ],
    ['nothing but comments', '-- a;\n/* b; */ ;;', []],
  ])('cuts %s', (_, script, statements) => {
    expect(sqlStatements(script)).toEqual(statements);
  });
});
