export { trendsRouter } from './trends.router.ts';
