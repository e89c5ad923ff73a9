import { useLanguage } from '../kit/i18n/language-context.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { Dialog } from '../kit/ui/dialog.tsx';
import { Icon } from '../kit/ui/icon.tsx';
import { GROUP_ICONS } from './group-icons.ts';
import { PageLink } from './page-link.tsx';
import { shellWords } from './shell-words.ts';
import { useNavGroups } from './use-nav-groups.ts';

/** All pages of the navigation, on a phone. */
export function MoreSheet({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(shellWords);
  const { language } = useLanguage();
  return (
    <Dialog title={words.allPages} onClose={onClose} className="dialog sheet">
      <nav className="dialog-body" aria-label={words.allPages}>
        {useNavGroups().map(({ group, entries }) => (
          <section key={group}>
            <h3 className="sheet-heading">
              <Icon name={GROUP_ICONS[group]} />
              {words.groups[group]}
            </h3>
            <ul>
              {entries.map((entry) => (
                <li key={entry.to}>
                  <PageLink entry={entry} className="menu-item" onClick={onClose}>
                    {entry.label[language]}
                  </PageLink>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
    </Dialog>
  );
}
