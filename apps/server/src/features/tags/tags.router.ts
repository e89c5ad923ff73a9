import {
  foundTags,
  listTagsInput,
  searchTagsInput,
  tagBranches,
  tagChildrenInput,
  tagPage,
} from '@varve/contract';
import { tagsInScope } from '../../kit/access/tags-in-scope.ts';
import { may } from '../../trpc/procedures.ts';
import { createRouter } from '../../trpc/trpc.ts';
import { listChildren } from './list-children.ts';
import { listTags } from './list-tags.ts';
import { searchTags } from './search-tags.ts';
import { searchedTags } from './searched-tags.ts';

export const tagsRouter = createRouter({
  /** Tags by ascending id, a page at a time. */
  list: may('tags.read')
    .input(listTagsInput)
    .output(tagPage)
    .query(async ({ ctx: { access, tenant, findCollector }, input }) =>
      listTags(await findCollector(), await tagsInScope(access, 'tags.read', tenant), input),
    ),
  /** Tags by words of name and description, by what they are and by where they measure. */
  search: may('tags.read')
    .input(searchTagsInput)
    .output(foundTags)
    .query(async ({ ctx, input }) => searchTags(await searchedTags(ctx, input.place), input)),
  /** Tags and branches below a place of the tree that names make by their slashes, with counts. */
  children: may('tags.read')
    .input(tagChildrenInput)
    .output(tagBranches)
    .query(async ({ ctx, input }) => listChildren(await searchedTags(ctx), input)),
});
