import { createFileRoute } from '@tanstack/react-router';
import { ReportKindPage } from '../features/reports/report-kind-page.tsx';
import { readReportSearch } from '../features/reports/read-report-search.ts';

export const Route = createFileRoute('/reports_/$kind')({
  validateSearch: readReportSearch,
  component: ReportKindPage,
  staticData: { permission: 'reports.read' },
});
