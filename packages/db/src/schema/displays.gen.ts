// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { foreignKey, inet, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './column-types.ts';
import { standardColumns } from './standard-columns.ts';
import { users } from './users.gen.ts';

/** Screens on walls, from the moment in which they show a code. Never the code, only its hash. */
export const displays = pgTable('displays', {
  ...standardColumns,
  /** SHA-256 of the code that the screen shows, and a person types. */
  codeHash: bytea('code_hash').notNull(),
  /** SHA-256 of what the screen alone knows, and shows to get its session. */
  claimHash: bytea('claim_hash').notNull(),
  /** Where the screen asked from. */
  clientAddress: inet('client_address'),
  /** Nobody pairs the screen, and it takes no session, after this. */
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  /** The service account that was made for it; null while it waits. */
  userId: uuid('user_id'),
  /** The page that it shows; null while it waits. */
  landingPath: text('landing_path'),
  /** When the screen took its session, once; null before. */
  claimedAt: timestamp('claimed_at', { withTimezone: true }),
}, (table) => [
  foreignKey({ name: 'displays_of_user', columns: [table.tenantId, table.userId], foreignColumns: [users.tenantId, users.id] }).onDelete('cascade'),
]);
export type Display = typeof displays.$inferSelect;
export type NewDisplay = typeof displays.$inferInsert;
