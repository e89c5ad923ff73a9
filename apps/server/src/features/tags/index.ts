export { tagsRouter } from './tags.router.ts';
