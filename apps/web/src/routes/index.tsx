import { createFileRoute } from '@tanstack/react-router';
import { LivePage } from '../features/live/live-page.tsx';
import { readTagListSearch } from '../features/live/tag-list-search.ts';

export const Route = createFileRoute('/')({
  validateSearch: readTagListSearch,
  component: LivePage,
  staticData: { permission: 'live.read' },
});
