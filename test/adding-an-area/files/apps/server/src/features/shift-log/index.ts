export { shiftLogRouter } from './shift-log.router.ts';
