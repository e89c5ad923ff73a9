import { useWords } from '../kit/i18n/use-words.ts';
import { Dialog, DialogBody } from '../kit/ui/dialog.tsx';
import { presentAddress } from './oidc-address.ts';
import { PasswordDialog } from './password-dialog.tsx';
import { ProviderLinks } from './provider-links.tsx';
import { sessionWords } from './session-words.ts';
import { useSessionState } from './use-session-state.ts';

interface FreshDialogProps {
  readonly onEnd: (isFresh: boolean) => void;
}

/** Asks for the password; whoever has none shows himself to a provider again. */
export function FreshDialog({ onEnd }: FreshDialogProps) {
  const state = useSessionState();
  const hasPassword = !('person' in state) || state.person.hasPassword;
  return hasPassword ? <PasswordDialog onEnd={onEnd} /> : <ProviderDialog onEnd={onEnd} />;
}

function ProviderDialog({ onEnd }: FreshDialogProps) {
  const words = useWords(sessionWords).provider;
  return (
    <Dialog title={words.freshTitle} onClose={() => onEnd(false)}>
      <DialogBody>
        <p>{words.freshHint}</p>
        <ProviderLinks purpose="fresh" next={presentAddress(window.location)} />
      </DialogBody>
    </Dialog>
  );
}
