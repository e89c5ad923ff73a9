import type { DatabaseErrorCode } from '@varve/db';
import type { PlantErrorCode } from '@varve/demo/plant-error';
import type { HistorianErrorCode } from '@varve/historian';
import type { ServerErrorCode } from '@varve/server/server-error';

/** Exit codes of `varve` beside 0. */
export const ExitCode = {
  /** The command line is right, but it could not be done. */
  NOT_DONE: 1,
  /** An option, a file or an address is wrong. */
  GIVEN_WRONG: 2,
} as const;

type KnownCode = DatabaseErrorCode | HistorianErrorCode | PlantErrorCode | ServerErrorCode;

/** Where the cause of an error lies: in what the user gave, in the surroundings, or in the program. */
type Cause = 'given' | 'surroundings' | 'program';

/** Every code has its cause: a new one does not compile until it stands here. */
const CAUSES: Readonly<Record<KnownCode, Cause>> = {
  BACKUP_FAILED: 'surroundings',
  BACKUP_INVALID: 'given',
  CONNECTION_STRING_INVALID: 'given',
  DATABASE_POOLED: 'given',
  DATABASE_UNREACHABLE: 'surroundings',
  EMBEDDED_INIT_FAILED: 'surroundings',
  EMBEDDED_NO_UNPRIVILEGED_USER: 'surroundings',
  EMBEDDED_START_FAILED: 'surroundings',
  EMBEDDED_UNSUPPORTED: 'surroundings',
  ENGINE_TOO_OLD: 'surroundings',
  FOLDER_IN_USE: 'surroundings',
  MIGRATION_CHANGED: 'surroundings',
  MIGRATION_FAILED: 'surroundings',
  MIGRATION_MISSING: 'surroundings',
  MIGRATION_RENUMBERED: 'surroundings',
  RESTORE_FAILED: 'surroundings',
  RESTORE_TARGET_NOT_EMPTY: 'given',
  SEED_TARGET_NOT_EMPTY: 'given',
  TENANT_INVALID: 'given',

  FILTER_INVALID: 'given',
  QUERY_INVALID: 'program',
  RANGE_TOO_LARGE: 'program',
  RECORD_COLUMN_INVALID: 'program',
  RECORD_INVALID: 'program',
  RECORD_TABLE_INVALID: 'program',
  SAMPLE_INVALID: 'program',
  SCHEMA_MISSING: 'surroundings',
  SEALING_OFF: 'surroundings',
  SETTING_INVALID: 'given',
  SINK_INVALID: 'given',
  SOURCE_DUPLICATE: 'given',
  SOURCE_INVALID: 'given',
  SOURCE_UNKNOWN: 'program',
  SPOOL_IN_USE: 'surroundings',
  STOPPED: 'program',
  TAG_DUPLICATE: 'given',
  TAG_INVALID: 'given',
  TAG_UNKNOWN: 'program',

  PLANT_PROCESS_EXITED: 'surroundings',
  PLANT_PROCESS_TIMEOUT: 'surroundings',

  ADDRESS_FORBIDDEN: 'program',
  ADDRESS_REFUSED: 'given',
  ANSWER_LATE: 'program',
  CERTIFICATE_INVALID: 'given',
  COLLECTOR_APART: 'program',
  CONFIGURATION_INVALID: 'given',
  CONFIGURATION_UNREADABLE: 'given',
  CONFLICT: 'surroundings',
  CONSOLE_NOT_BUILT: 'surroundings',
  CREDENTIALS_WRONG: 'program',
  FACTOR_REQUIRED: 'program',
  FILE_UNREADABLE: 'given',
  HOST_INVALID: 'given',
  HOST_UNKNOWN: 'surroundings',
  INPUT_INVALID: 'given',
  KEY_INVALID: 'surroundings',
  LINK_INVALID: 'program',
  MAIL_REFUSED: 'surroundings',
  NOT_FOUND: 'given',
  OIDC_REFUSED: 'program',
  PASSWORD_WEAK: 'given',
  PEER_FAILED: 'surroundings',
  PROVIDER_FAILED: 'surroundings',
  PERMISSION_MISSING: 'program',
  PORT_FORBIDDEN: 'surroundings',
  PORT_TAKEN: 'surroundings',
  REAUTHENTICATE: 'program',
  SECRET_UNREADABLE: 'surroundings',
  SECURITY_DUE: 'program',
  SESSION_EXPIRED: 'program',
  SESSION_REQUIRED: 'program',
  SET_UP_CODE_WRONG: 'program',
  SET_UP_DONE: 'program',
  SOURCE_FORBIDDEN: 'program',
  TENANT_UNKNOWN: 'given',
  THROTTLED: 'program',
  UNAUTHENTICATED: 'program',
};

/** Errors of the operating system that name a file, and that a user can mend. */
const SYSTEM_CODES = new Set(['EACCES', 'EDQUOT', 'EEXIST', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS']);

/** Finds the exit code of an error of the user's, by its code; undefined for an error of the program's. */
export function exitCodeOf(error: unknown): 1 | 2 | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  if (typeof code !== 'string') return undefined;
  const cause = SYSTEM_CODES.has(code)
    ? 'surroundings'
    : (CAUSES as Readonly<Record<string, Cause | undefined>>)[code];
  if (cause === 'given') return ExitCode.GIVEN_WRONG;
  return cause === 'surroundings' ? ExitCode.NOT_DONE : undefined;
}
