import { MAX_TOLD_MOVES, type DocumentMove } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';

interface MoveRow {
  readonly transition: string;
  readonly from_state: string | null;
  readonly to_state: string;
  readonly reason: string;
  readonly moved_at: Date;
  readonly moved_by: string | null;
  readonly name: string | null;
}

/** The life of a document until now. */
export interface PastLife {
  /** Newest first. */
  readonly moves: DocumentMove[];
  /** Who brought it into its present state; null where no person did. */
  readonly moverId: string | null;
}

/** Reads how a document came into its state. */
export async function readMoves(
  { $client }: TenantTransaction,
  table: string,
  id: string,
): Promise<PastLife> {
  const { rows } = await $client.query<MoveRow>(
    `SELECT m.transition, m.from_state, m.to_state, m.reason, m.moved_at, m.moved_by,
       coalesce(nullif(u.full_name, ''), u.username) AS name
     FROM document_moves m LEFT JOIN users u ON u.id = m.moved_by
     WHERE m.tenant_id = internal.current_tenant() AND m.document_id = $2 AND m.document_table = $1 ORDER BY m.id DESC LIMIT $3`,
    [table, id, MAX_TOLD_MOVES],
  );
  return {
    moves: rows.map((row) => ({
      transition: row.transition,
      fromState: row.from_state,
      toState: row.to_state,
      reason: row.reason,
      movedAtMs: row.moved_at.getTime(),
      movedByName: row.name,
    })),
    moverId: rows[0]?.moved_by ?? null,
  };
}
