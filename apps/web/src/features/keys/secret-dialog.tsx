import { useNow } from '../../kit/clock/use-now.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { CopyButton } from '../../kit/ui/copy-button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../kit/ui/dialog.tsx';
import { ShownOnce } from '../../kit/ui/shown-once.tsx';
import { ROOT_PATH } from '../../server-address.ts';
import { keyWords } from './key-words.ts';

/** A key that the server has just made. */
export interface ShownKey {
  readonly name: string;
  readonly secret: string;
  /** Whether samples may be written by it. */
  readonly mayWrite: boolean;
}

interface SecretDialogProps {
  readonly shown: ShownKey;
  readonly onClose: () => void;
}

/** Shows a key once: nobody can read it again. */
export function SecretDialog({ shown, onClose }: SecretDialogProps) {
  const words = useWords(keyWords);
  const { name, secret, mayWrite } = shown;
  const example = exampleOf(secret, useNow(null));
  return (
    <Dialog title={words.secretTitle(name)} onClose={onClose}>
      <DialogBody>
        <p>{words.secretText}</p>
        <ShownOnce text={secret} label={words.secret} copyLabel={words.copySecret} />
        {mayWrite && (
          <section className="key-example" aria-label={words.example}>
            <h3>{words.example}</h3>
            {/* Within the reach of Tab, so that keys scroll it. */}
            <pre tabIndex={0}>{example}</pre>
            <CopyButton text={example} label={words.copyExample} />
            <p className="note">{words.exampleHint}</p>
          </section>
        )}
      </DialogBody>
      <DialogActions>
        <button type="button" className="button" onClick={onClose}>
          {words.done}
        </button>
      </DialogActions>
    </Dialog>
  );
}

function exampleOf(secret: string, nowMs: number): string {
  const address = new URL(`${ROOT_PATH}api/v1/samples`, window.location.origin).href;
  return [
    `curl -sS --fail-with-body -X POST '${address}'`,
    `-H 'Authorization: Bearer ${secret}'`,
    `-H 'Content-Type: application/json'`,
    `-d '[{ "tag": "pressure", "time": "${new Date(nowMs).toISOString()}", "value": 101.5 }]'`,
  ].join(' \\\n  ');
}
