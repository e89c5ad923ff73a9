export { statusRouter } from './status.router.ts';
