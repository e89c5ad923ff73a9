import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProviderView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { ConfirmDialog } from '../../kit/ui/confirm-dialog.tsx';
import { Icon } from '../../kit/ui/icon.tsx';
import { Menu } from '../../kit/ui/menu.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useRefusalText } from '../../kit/ui/use-refusal-text.ts';
import { useFresh } from '../../session/use-fresh.ts';
import { identityWords } from './identity-words.ts';

interface ProviderActionsProps {
  readonly provider: ProviderView;
  readonly onEdit: () => void;
}

/** Checks a provider, opens its form, or removes it after a question. */
export function ProviderActions({ provider: { id, name }, onEdit }: ProviderActionsProps) {
  const words = useWords(identityWords);
  const queries = useQueryClient();
  const toast = useToast();
  const textOf = useRefusalText();
  const fresh = useFresh();
  const [isAsked, ask] = useState(false);
  const check = useMutation({
    ...trpc.identity.providers.check.mutationOptions(),
    onSuccess: ({ problem }) =>
      toast({
        text: problem === null ? words.checkedWell(name) : words.checkedIll(name, problem),
      }),
    onError: (error) => toast({ text: textOf(error) }),
  });
  const remove = useMutation(trpc.identity.providers.remove.mutationOptions());
  const removeAndTell = async (): Promise<void> => {
    await fresh(() => remove.mutateAsync({ id }));
    await queries.invalidateQueries({ queryKey: trpc.identity.pathKey() });
    toast({ text: words.removed(name) });
  };
  return (
    <>
      <Menu
        label={words.actions(name)}
        items={[
          { label: words.check, onSelect: () => check.mutate({ id }) },
          { label: words.edit, onSelect: onEdit },
          { label: words.remove, onSelect: () => ask(true) },
        ]}
      >
        <Icon name="more" />
      </Menu>
      {isAsked && (
        <ConfirmDialog
          title={words.removeTitle(name)}
          action={words.remove}
          final
          onConfirm={removeAndTell}
          onClose={() => ask(false)}
        >
          <p>{words.removeText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
