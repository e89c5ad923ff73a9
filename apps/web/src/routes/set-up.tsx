import { createFileRoute } from '@tanstack/react-router';
import { SetUpPage } from '../shell/entry/set-up-page.tsx';

export const Route = createFileRoute('/set-up')({
  component: SetUpPage,
  staticData: { permission: null, isEntrance: true },
});
