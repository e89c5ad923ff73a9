import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { PageState } from './page-state.tsx';

/** The page is there, and the person may not see it. */
export function ForbiddenState({ permission }: { readonly permission: string | null }) {
  const words = useWords(kitWords).page;
  return (
    <PageState icon="lock" title={words.forbidden} role="status">
      {permission !== null && (
        <p>
          {words.missingPermission} <code>{permission}</code>
        </p>
      )}
      <p>{words.askAdministrator}</p>
    </PageState>
  );
}
