import { useState } from 'react';
import { client } from '../../api/client.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { FactorSetUp } from '../../session/factor-set-up.tsx';
import { useFresh } from '../../session/use-fresh.ts';
import { profileWords } from './profile-words.ts';

interface OwnFactorProps {
  readonly hasFactor: boolean;
  /** Told what was done. */
  readonly onDone: (said: string) => Promise<void>;
}

/** The person's second factor: sets one up, or removes it. */
export function OwnFactor({ hasFactor, onDone }: OwnFactorProps) {
  const words = useWords(profileWords).factor;
  const fresh = useFresh();
  const [isAsked, ask] = useState(false);
  // The factor holds before its recovery codes are kept.
  const [isBegun, setBegun] = useState(false);
  const finish = async (said: string): Promise<void> => {
    await onDone(said);
    setBegun(false);
  };
  if (!hasFactor || isBegun)
    return (
      <div className="stack">
        {!isBegun && <p>{words.isOff}</p>}
        <FactorSetUp onBegin={() => setBegun(true)} onDone={() => finish(words.setUp)} />
      </div>
    );
  return (
    <div className="stack">
      <p>{words.isOn}</p>
      <button type="button" className="button" onClick={() => ask(true)}>
        {words.remove}
      </button>
      {isAsked && (
        <ConfirmDialog
          title={words.removeTitle}
          action={words.remove}
          final
          onConfirm={async () => {
            await fresh(() => client.session.removeFactor.mutate());
            await finish(words.removed);
          }}
          onClose={() => ask(false)}
        >
          <p>{words.removeHint}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
