export { connect, connectionOptions, withoutPassword } from './connect.ts';
export { DatabaseError, type DatabaseErrorCode } from './database-error.ts';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/embedded-postgres.ts';
export { detectEngine, engineLabel, type Engine } from './engine.ts';
export { lockFolder, type FolderLock } from './folder-lock.ts';
export {
  migrate,
  migrationStates,
  rollback,
  type MigrationProgress,
  type MigrationReport,
  type MigrationState,
} from './migrate.ts';
export { sources } from './schema/source.ts';
export { samples } from './schema/sample.ts';
export { tags } from './schema/tag.ts';
export { tenants } from './schema/tenant.ts';
