import { permission, type Permission } from '@varve/contract';
import type { Access } from '../../src/kit/access/access.ts';

/** Makes the access of a user whom no table has: with every right, or those that are given. */
export function testAccess(tenantId: string, given: Partial<Access> = {}): Access {
  return {
    tenantId,
    userId: '00000000-0000-4000-8000-000000000001',
    username: 'tester',
    sessionId: null,
    keyId: null,
    permissions: new Set<Permission>(permission.options),
    scoped: new Set<Permission>(),
    sources: null,
    due: null,
    authenticatedAtMs: Date.now(),
    signal: new AbortController().signal,
    clientAddress: '127.0.0.1',
    requestId: 'test',
    ...given,
  };
}
