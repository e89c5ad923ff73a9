export { keysRouter } from './keys.router.ts';
