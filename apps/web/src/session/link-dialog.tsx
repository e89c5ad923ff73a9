import { useWords } from '../kit/i18n/use-words.ts';
import { Dialog, DialogActions, DialogBody } from '../kit/ui/dialog.tsx';
import { ShownOnce } from '../kit/ui/shown-once.tsx';
import { ROOT_PATH } from '../server-address.ts';
import { sessionWords } from './session-words.ts';

/** A link that the server has just made, and for whom. */
export interface ShownLink {
  readonly username: string;
  readonly code: string;
}

interface LinkDialogProps {
  readonly link: ShownLink;
  readonly onClose: () => void;
}

/** Shows a link once: nobody can read it again. */
export function LinkDialog({ link: { username, code }, onClose }: LinkDialogProps) {
  const words = useWords(sessionWords).link;
  // The code stands behind #: no server and no log of a proxy sees it.
  const text = new URL(`${ROOT_PATH}enter#${code}`, window.location.origin).href;
  return (
    <Dialog title={words.title} onClose={onClose}>
      <DialogBody>
        <p>{words.text(username)}</p>
        <ShownOnce text={text} label={words.title} copyLabel={words.copy} />
      </DialogBody>
      <DialogActions>
        <button type="button" className="button" onClick={onClose}>
          {words.done}
        </button>
      </DialogActions>
    </Dialog>
  );
}
