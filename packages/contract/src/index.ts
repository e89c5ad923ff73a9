export * from './audit.ts';
export * from './calendars.ts';
export * from './clock-time.ts';
export * from './deliveries.ts';
export * from './displays.ts';
export { type ErrorCode, errorCode, type InputIssue } from './error-code.ts';
export { type GatewayCode, gatewayCode } from './gateway.ts';
export * from './identity.ts';
export * from './imports.ts';
export * from './jobs.ts';
export * from './keys.ts';
export * from './live.ts';
export * from './notifications.ts';
export { permission, type Permission } from './permission.ts';
export * from './report-parameters.ts';
export * from './reports.ts';
export * from './roles.ts';
export { type RowRef, rowRef } from './row-id.ts';
export { nextAddress } from './next-address.ts';
export { safeNext } from './safe-next.ts';
export * from './samples.ts';
export * from './session.ts';
export * from './sessions.ts';
export * from './settings.ts';
export * from './status.ts';
export * from './stream.ts';
export * from './tag-search.ts';
export * from './tags.ts';
export * from './tenants.ts';
export { textLine } from './text-line.ts';
export { timeMs } from './time-ms.ts';
export * from './trends.ts';
export * from './users.ts';
export * from './version.ts';
export {
  documentChoice,
  documentMove,
  documentParts,
  MAX_TOLD_MOVES,
  type DocumentChoice,
  type DocumentMove,
  type TransitionAsks,
} from './documents.ts';
export {
  createProgramInput,
  drillingProgramDetail,
  listProgramsInput,
  MAX_LISTED_WELLS,
  moveProgramInput,
  oneProgramInput,
  programPage,
  programState,
  programTransition,
  updateProgramInput,
  wellList,
  type CreateProgramInput,
  type DrillingProgram,
  type DrillingProgramDetail,
  type ListProgramsInput,
  type MoveProgramInput,
  type OneProgramInput,
  type ProgramPage,
  type ProgramState,
  type ProgramTransition,
  type UpdateProgramInput,
  type WellList,
} from './drilling.ts';
