import { sql } from 'drizzle-orm';
import { timestamp, uuid } from 'drizzle-orm/pg-core';

/** The columns that tables of the plant have in common: `internal.standard_columns` in the migrations. */
export const standardColumns = {
  /** Names the row, here and in copies of it elsewhere. */
  id: uuid('id')
    .notNull()
    .primaryKey()
    .default(sql`gen_random_uuid()`),
  /** Whose row this is. */
  tenantId: uuid('tenant_id')
    .notNull()
    .default(sql`internal.current_tenant()`),
  /** When the row was made. */
  createdAt: timestamp('created_at', { withTimezone: true })
    .notNull()
    .default(sql`now()`),
  /** When the row was last changed. */
  updatedAt: timestamp('updated_at', { withTimezone: true })
    .notNull()
    .default(sql`now()`),
  /** The user who made it; null where no person did. */
  createdBy: uuid('created_by').default(sql`internal.current_actor()`),
  /** The user who last changed it; null where no person did. */
  updatedBy: uuid('updated_by').default(sql`internal.current_actor()`),
  /** When it was deleted: set instead of removing what others refer to. */
  deletedAt: timestamp('deleted_at', { withTimezone: true }),
};
