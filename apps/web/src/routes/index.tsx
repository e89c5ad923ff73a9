import { createFileRoute } from '@tanstack/react-router';
import { LivePage } from '../live/live-page.tsx';
import { readTagListSearch } from '../live/tag-list-search.ts';

export const Route = createFileRoute('/')({
  validateSearch: readTagListSearch,
  component: LivePage,
});
