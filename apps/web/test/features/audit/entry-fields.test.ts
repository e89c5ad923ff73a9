import { describe, expect, test } from 'vitest';
import type { AuditEntryView } from '../../../src/api/contract.ts';
import { entryFields } from '../../../src/features/audit/entry-fields.ts';

const fieldsOf = (entry: Pick<AuditEntryView, 'before' | 'after' | 'changedColumns'>) =>
  entryFields(entry as AuditEntryView);

describe('of an entry are shown', () => {
  test('the columns that a change touched, also those that are empty now', () => {
    const before = { name: 'P-1', limits: { high: 3 }, note: 'old', id: 7 };
    const after = { name: 'P-1', limits: { high: 4 }, note: null, id: 7 };
    expect(fieldsOf({ before, after, changedColumns: ['limits', 'note'] })).toEqual([
      { field: 'limits', before: '{\n "high": 3\n}', after: '{\n "high": 4\n}' },
      { field: 'note', before: 'old', after: null },
    ]);
  });

  test('the values of a new row by name, without columns that have none', () => {
    const after = { name: 'P-1', area: null, active: false };
    expect(fieldsOf({ before: null, after, changedColumns: [] })).toEqual([
      { field: 'active', before: null, after: 'false' },
      { field: 'name', before: null, after: 'P-1' },
    ]);
  });

  test('no columns where the entry has none', () => {
    expect(fieldsOf({ before: null, after: null, changedColumns: [] })).toEqual([]);
  });
});
