export {
  openApplicationPool,
  type ApplicationPoolOptions,
} from './connect/open-application-pool.ts';
export { connect, limitSilence, type ConnectOptions } from './connect/connect.ts';
export { parseConnectionString, type ConnectionTarget } from './connect/parse-connection-string.ts';
export { DatabaseError, type DatabaseErrorCode } from './database-error.ts';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/start-embedded-postgres.ts';
export {
  findAbandonedData,
  findEmbeddedData,
  removeData,
  removeEmbeddedData,
} from './embedded/remove-data.ts';
export { detectEngine, engineLabel, type Engine } from './connect/engine.ts';
export { lockFolder, type FolderLock } from './folder-lock.ts';
export {
  migrate,
  migrationStates,
  rollback,
  type MigrateOptions,
  type MigrationProgress,
  type MigrationReport,
  type MigrationState,
} from './migrations/migrate.ts';
export { openPool, type PoolOptions } from './connect/open-pool.ts';
export { isSecretName, redactAddress, redactText } from './connect/redact-address.ts';
export { verifyMigrations, type MigrationVerification } from './migrations/verify-migrations.ts';
export type { CapabilityState } from './migrations/apply-capabilities.ts';
export { hashPassword } from './users/hash-password.ts';
export { seedDatabase, type SeedOptions, type SeedReport } from './seed/seed-database.ts';
export { backupDatabase, type BackupOptions, type BackupReport } from './backup/backup-database.ts';
export { readManifest, type BackupManifest } from './backup/backup-manifest.ts';
export {
  restoreDatabase,
  type RestoreOptions,
  type RestoreReport,
} from './backup/restore-database.ts';
export { removeOldBackups } from './backup/remove-old-backups.ts';
export {
  compressionRatios,
  databaseBytes,
  longTransactions,
  maintainSeries,
  seriesPolicies,
  slowQueries,
  tableBloat,
  tableSizes,
  type CompressionRatio,
  type LongTransaction,
  type MaintenanceAction,
  type SeriesPolicy,
  type SlowQuery,
  type TableBloat,
  type TableSize,
} from './operations.ts';
