import { useBlocker } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { Dialog, DialogActions, DialogBody } from '../ui/dialog.tsx';

/** Asks before a page with unsaved changes is left, by a link or by closing the window. */
export function LeaveGuard({ isUnsaved }: { readonly isUnsaved: () => boolean }) {
  const words = useWords(kitWords).leave;
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: isUnsaved,
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Dialog title={words.title} onClose={reset}>
      <DialogBody>
        <p>{words.lost}</p>
      </DialogBody>
      <DialogActions>
        <button type="button" className="button button-quiet" onClick={reset}>
          {words.stay}
        </button>
        <button type="button" className="button button-final" onClick={proceed}>
          {words.discard}
        </button>
      </DialogActions>
    </Dialog>
  );
}
