import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Puts the focus on a page that has come in the place of another, so that keys and screen readers go on there. */
export function useFocusOnNewPage(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation === undefined || !pathChanged) return;
        document.getElementById('content')?.focus({ preventScroll: true });
      }),
    [router],
  );
}
