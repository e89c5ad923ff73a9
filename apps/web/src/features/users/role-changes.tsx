import { useState } from 'react';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Diff } from '../../kit/ui/diff.tsx';
import { useRefusalText } from '../../kit/ui/use-refusal-text.ts';
import type { RoleChange } from './use-role-drafts.ts';
import { userWords } from './user-words.ts';

interface RoleChangesProps {
  readonly changes: readonly RoleChange[];
  readonly onDiscard: () => void;
  readonly onSave: () => Promise<void>;
}

/** Shows what would change, and for how many users, before it is saved. */
export function RoleChanges({ changes, onDiscard, onSave }: RoleChangesProps) {
  const words = useWords(userWords);
  const { integer } = useLanguage().formats.number;
  const textOf = useRefusalText();
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const title = words.rolesPage.changes(integer(changes.length), changes.length);
  const save = async (): Promise<void> => {
    setBusy(true);
    setRefused(null);
    try {
      await onSave();
    } catch (error) {
      setRefused(textOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <footer className="role-changes">
      <h2>{title}</h2>
      <Diff
        label={title}
        rows={changes.map(({ role, permission, isGranted }) => ({
          field: words.rolesPage.cell(words.permissions[permission], role.name),
          before: isGranted ? words.no : words.yes,
          after: isGranted ? words.yes : words.no,
          note: words.rolesPage.users(integer(role.userCount), role.userCount),
        }))}
      />
      {refused !== null && (
        <p className="notice" role="alert">
          {refused}
        </p>
      )}
      <div className="toolbar">
        <button type="button" className="button button-quiet push" onClick={onDiscard}>
          {words.rolesPage.discard}
        </button>
        <button
          type="button"
          className="button button-primary"
          aria-disabled={busy}
          onClick={() => {
            if (!busy) void save();
          }}
        >
          {words.rolesPage.save}
        </button>
      </div>
    </footer>
  );
}
