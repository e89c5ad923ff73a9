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
  type MigrateOptions,
  type MigrationProgress,
  type MigrationReport,
  type MigrationState,
} from './migrate.ts';
export { samples, sources, tags, tenants } from './schema/index.gen.ts';
export { verifyMigrations, type MigrationVerification } from './verify-migrations.ts';
export { withTenant, type TenantContext, type TenantTransaction } from './with-tenant.ts';
export type { CapabilityState } from './capabilities.ts';
export { hashPassword } from './seed/hash-password.ts';
export { seedDatabase, type SeedOptions, type SeedReport } from './seed/seed.ts';
