import { useLanguage } from '../kit/i18n/language-context.ts';
import { useWords } from '../kit/i18n/use-words.ts';
import { Icon } from '../kit/ui/icon.tsx';
import { PageLink } from './page-link.tsx';
import { shellWords } from './shell-words.ts';
import { useNavEntries } from './use-nav-groups.ts';

/** The pages for the thumb, on a phone; the others are behind the last button. */
export function BottomBar({ onMore }: { readonly onMore: () => void }) {
  const words = useWords(shellWords);
  const { language } = useLanguage();
  return (
    <nav className="bottom-bar" aria-label={words.nav.short}>
      {useNavEntries().map(
        (entry) =>
          entry.thumbIcon !== undefined && (
            <PageLink key={entry.to} entry={entry} className="thumb">
              <Icon name={entry.thumbIcon} />
              <span>{entry.label[language]}</span>
            </PageLink>
          ),
      )}
      <button type="button" className="thumb" aria-haspopup="dialog" onClick={onMore}>
        <Icon name="more" />
        <span>{words.more}</span>
      </button>
    </nav>
  );
}
