import { Suspense, lazy, useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { refusalOf } from '../kit/ui/refusal.ts';
import { FreshContext } from './use-fresh.ts';

/** A call that waits for the password. */
interface Question {
  readonly settle: (isFresh: boolean) => void;
}

// It is seldom asked, and brings the schemas of forms with it: most pages do without.
const FreshDialog = lazy(async () => ({
  default: (await import('./fresh-dialog.tsx')).FreshDialog,
}));

/** Asks for the password where a call needs it again, and lets the call go on: `useFresh`. */
export function ReauthenticationProvider({ children }: { readonly children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const fresh = useCallback(async <Result,>(call: () => Promise<Result>): Promise<Result> => {
    try {
      return await call();
    } catch (error) {
      if (refusalOf(error).reason !== 'REAUTHENTICATE') throw error;
      const { promise, resolve: settle } = Promise.withResolvers<boolean>();
      setQuestion({ settle });
      const isFresh = await promise;
      setQuestion(null);
      if (!isFresh) throw error;
      return call();
    }
  }, []);
  return (
    <FreshContext value={fresh}>
      {children}
      <Suspense>{question !== null && <FreshDialog onEnd={question.settle} />}</Suspense>
    </FreshContext>
  );
}
