export { openApplicationPool, type ApplicationPoolOptions } from './application-pool.ts';
export { connect, limitSilence, type ConnectOptions } from './connect.ts';
export { parseConnectionString, type ConnectionTarget } from './connection-string.ts';
export { DatabaseError, type DatabaseErrorCode } from './database-error.ts';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/embedded-postgres.ts';
export {
  findAbandonedData,
  findEmbeddedData,
  removeData,
  removeEmbeddedData,
} from './embedded/remove-data.ts';
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
export { openPool, type PoolOptions } from './open-pool.ts';
export { isSecretName, redactAddress, redactText } from './redact-address.ts';
export { verifyMigrations, type MigrationVerification } from './verify-migrations.ts';
export type { CapabilityState } from './capabilities.ts';
export { hashPassword } from './seed/hash-password.ts';
export { seedDatabase, type SeedOptions, type SeedReport } from './seed/seed.ts';
export { backupDatabase, type BackupOptions, type BackupReport } from './backup/backup.ts';
export { readManifest, type BackupManifest } from './backup/manifest.ts';
export { restoreDatabase, type RestoreOptions, type RestoreReport } from './backup/restore.ts';
export { removeOldBackups } from './backup/retention.ts';
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
