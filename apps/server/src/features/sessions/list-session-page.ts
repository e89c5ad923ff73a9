import type { ListSessionsInput, SessionPage } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { cutPage, decodeCursor } from '../../kit/cursor.ts';
import { listSessions } from '../session/index.ts';
import { z } from 'zod';

const place = z.strictObject({ lastUsedAtMs: z.number(), id: z.uuid() });

/** Lists a page of the sessions of all users that go on. @throws ServerError QUERY_INVALID for a cursor that is none */
export async function listSessionPage(
  transaction: TenantTransaction,
  { sessionId }: Access,
  { userId, kind, search, cursor, limit }: ListSessionsInput,
): Promise<SessionPage> {
  const found = await listSessions(transaction, {
    userId,
    search,
    kind,
    after: cursor === undefined ? undefined : decodeCursor(place, cursor),
    limit: limit + 1,
    currentId: sessionId,
  });
  const { rows: sessions, nextCursor } = cutPage(place, found, limit);
  return { sessions, nextCursor };
}
