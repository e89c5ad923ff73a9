/** Kinds of fault of the database or its surroundings. They are stable: callers match on them. */
export type DatabaseErrorCode =
  | 'CONNECTION_STRING_INVALID'
  | 'DATABASE_POOLED'
  | 'DATABASE_UNREACHABLE'
  | 'ENGINE_TOO_OLD'
  | 'MIGRATION_CHANGED'
  | 'MIGRATION_FAILED'
  | 'MIGRATION_MISSING'
  | 'MIGRATION_RENUMBERED'
  | 'TENANT_INVALID'
  | 'BACKUP_FAILED'
  | 'BACKUP_INVALID'
  | 'RESTORE_FAILED'
  | 'RESTORE_TARGET_NOT_EMPTY'
  | 'SEED_TARGET_NOT_EMPTY'
  | 'EMBEDDED_UNSUPPORTED'
  | 'EMBEDDED_NO_UNPRIVILEGED_USER'
  | 'EMBEDDED_INIT_FAILED'
  | 'EMBEDDED_START_FAILED';

/** The database, or what carries it, did not do what was asked. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
