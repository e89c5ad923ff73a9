import { expect, test } from 'vitest';
import { readAuditSearch } from '../../../src/features/audit/read-audit-search.ts';

test('an address of the audit log keeps what makes sense, and nothing else', () => {
  expect(
    readAuditSearch({
      range: '24h',
      actor: 'ana',
      outcome: 'denied',
      entry: '42',
      action: '',
      requestId: 'a\u0000b',
      page: '2',
    }),
  ).toEqual({ range: '24h', actor: 'ana', outcome: 'denied', entry: 42 });
  expect(readAuditSearch({ range: '2y', outcome: 'late', entry: '-1', from: 'now' })).toEqual({});
});
