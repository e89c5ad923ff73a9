import { createFileRoute } from '@tanstack/react-router';
import { TrendPage } from '../trend/trend-page.tsx';
import { readTrendSearch } from '../trend/trend-search.ts';

export const Route = createFileRoute('/trend')({
  validateSearch: readTrendSearch,
  component: TrendPage,
});
