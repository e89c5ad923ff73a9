import { createFileRoute } from '@tanstack/react-router';
import { TrendPage } from '../features/trends/trend-page.tsx';
import { readTrendSearch } from '../features/trends/read-trend-search.ts';

export const Route = createFileRoute('/trend')({
  validateSearch: readTrendSearch,
  component: TrendPage,
  staticData: { permission: 'trends.read' },
});
