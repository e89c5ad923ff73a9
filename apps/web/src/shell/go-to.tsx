import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ROOT_PATH } from '../server-address.ts';

interface GoToProps {
  /** An address of the console, below its root: `/login?next=/trend`. */
  readonly to: string;
}

/** Leads to another page in the place of this one. */
export function GoTo({ to }: GoToProps) {
  const router = useRouter();
  useEffect(() => {
    router.history.replace(ROOT_PATH.slice(0, -1) + to);
  }, [router, to]);
  return null;
}
