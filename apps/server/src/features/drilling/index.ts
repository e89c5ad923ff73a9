export { drillingRouter } from './drilling.router.ts';
