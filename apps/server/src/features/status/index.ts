export { readHealth } from './read-health.ts';
export { statusRouter } from './status.router.ts';
