import { createFileRoute } from '@tanstack/react-router';
import { LinkPage } from '../shell/entry/link-page.tsx';

export const Route = createFileRoute('/enter')({
  component: LinkPage,
  staticData: { permission: null, isEntrance: true },
});
