import { client } from '../../api/client.ts';
import { trpc } from '../../api/trpc.ts';
import { usePages } from '../../api/use-pages.ts';
import { uploadImport } from '../../api/upload-import.ts';
import { ImportFrame } from '../../kit/import/import-frame.tsx';
import { ImportHistory } from '../../kit/import/import-history.tsx';
import type { ImportSource } from '../../kit/import/import-source.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Page } from '../../kit/ui/page.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { useFresh } from '../../session/use-fresh.ts';
import { ImportedLinks } from './imported-links.tsx';
import { useRefreshUsers } from './use-refresh-users.ts';
import { userWords } from './user-words.ts';
import { useUserTabs } from './use-user-tabs.ts';
import './users.css';

/** Makes users from a file. */
export function ImportPage() {
  const words = useWords(userWords);
  const { username, fullName, email, language, roles } = words;
  const fresh = useFresh();
  const refresh = useRefreshUsers();
  const source: ImportSource = {
    kind: 'users',
    upload: (file) => uploadImport('users', file),
    preview: (input, signal) => client.users.imports.preview.query(input, { signal }),
    write: (input) => fresh(() => client.users.imports.write.mutate(input)),
  };
  return (
    <Page title={words.import.title} tabs={useUserTabs()}>
      <ImportFrame
        source={source}
        labels={{
          fields: { username, fullName, email, language, roles },
          fileHint: words.import.hint,
          write: words.import.write,
        }}
        onWritten={refresh}
        result={({ links }) => <ImportedLinks links={links} />}
      >
        <EarlierImports />
      </ImportFrame>
    </Page>
  );
}

function EarlierImports() {
  const words = useWords(userWords).import;
  const fresh = useFresh();
  const refresh = useRefreshUsers();
  const pages = usePages({
    queryKey: trpc.users.imports.list.queryKey(),
    read: (page, options) => client.users.imports.list.query(page, options),
  });
  return (
    <QueryState query={pages} failed={words.historyFailed}>
      {(data) => (
        <ImportHistory
          imports={data.pages.flatMap(({ imports }) => imports)}
          more={pages}
          onUndo={async (id) => {
            await fresh(() => client.users.imports.undo.mutate({ id }));
            await refresh();
          }}
        />
      )}
    </QueryState>
  );
}
