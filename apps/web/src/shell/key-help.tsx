import { useLanguage } from '../kit/i18n/language-context.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { usePreferences } from '../kit/preferences/preferences-context.ts';
import { Dialog } from '../kit/ui/dialog.tsx';
import { shellWords } from './shell-words.ts';
import { useNavEntries } from './use-nav-groups.ts';

/** The keys that work on every page, and the switch for single letters. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(shellWords);
  const { language } = useLanguage();
  const { preferences, change } = usePreferences();
  const pages = useNavEntries().flatMap(({ letter, label }) =>
    letter === undefined ? [] : [{ keys: ['g', letter], text: label[language] }],
  );
  const lines = [
    { keys: ['Ctrl', 'K'], text: words.palette.title },
    { keys: ['?'], text: words.help.title },
    { keys: ['/'], text: words.help.search },
    ...pages,
    { keys: ['Esc'], text: words.help.escape },
  ];
  return (
    <Dialog title={words.help.title} onClose={onClose}>
      <div className="dialog-body">
        <dl className="key-list">
          {lines.map(({ keys, text }) => (
            <div key={keys.join(' ')}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <label className="check">
          <input
            type="checkbox"
            checked={preferences.letterKeys}
            onChange={(event) => {
              change({ letterKeys: event.target.checked });
            }}
          />
          {words.preferences.letterKeys}
        </label>
      </div>
    </Dialog>
  );
}
