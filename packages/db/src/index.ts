export { findRunningPostgres } from './embedded/find-running-postgres.ts';
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
export {
  migrate,
  type MigrateOptions,
  type MigrationProgress,
  type MigrationReport,
} from './migrations/migrate.ts';
export { migrationStates, type MigrationState } from './migrations/migration-states.ts';
export { rollback } from './migrations/rollback.ts';
export { openPool, type PoolOptions } from './connect/open-pool.ts';
export { isSecretName, redactAddress, redactText } from './connect/redact-address.ts';
export { verifyMigrations, type MigrationVerification } from './migrations/verify-migrations.ts';
export type { CapabilityState } from './migrations/apply-capabilities.ts';
export { seedDatabase, type SeedOptions, type SeedReport } from './seed/seed-database.ts';
export { backupDatabase, type BackupOptions, type BackupReport } from './backup/backup-database.ts';
export { readManifest, type BackupManifest } from './backup/backup-manifest.ts';
export {
  restoreDatabase,
  type RestoreOptions,
  type RestoreReport,
} from './backup/restore-database.ts';
export { removeOldBackups } from './backup/remove-old-backups.ts';
export { compressionRatios, type CompressionRatio } from './operations/compression-ratios.ts';
export { databaseBytes } from './operations/database-bytes.ts';
export { longTransactions, type LongTransaction } from './operations/long-transactions.ts';
export { maintainSeries, type MaintenanceAction } from './operations/maintain-series.ts';
export { seriesPolicies, type SeriesPolicy } from './operations/series-policies.ts';
export { slowQueries, type SlowQuery } from './operations/slow-queries.ts';
export { tableBloat, type TableBloat } from './operations/table-bloat.ts';
export { tableSizes, type TableSize } from './operations/table-sizes.ts';
export type { RunArgon2id } from './users/argon2id.ts';
export { hashPassword } from './users/hash-password.ts';
export { verifyPassword, type PasswordVerdict } from './users/verify-password.ts';
