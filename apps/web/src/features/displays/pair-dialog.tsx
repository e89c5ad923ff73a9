import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { pairDisplayInput } from '@varve/contract';
import type { PlaceView, RoleView } from '../../api/contract.ts';
import { trpc } from '../../api/trpc.ts';
import { Form } from '../../kit/form/form.tsx';
import { SelectField } from '../../kit/form/select-field.tsx';
import { TextField } from '../../kit/form/text-field.tsx';
import { useForm } from '../../kit/form/use-form.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Dialog, DialogBody } from '../../kit/ui/dialog.tsx';
import { QueryState } from '../../kit/ui/query-state.tsx';
import { useToast } from '../../kit/ui/toast-context.ts';
import { useFresh } from '../../session/use-fresh.ts';
import { useRoleName } from '../../session/use-role-name.ts';
import { displayWords } from './display-words.ts';

const EVERYWHERE = '';

/** Pairs the screen that shows a code: gives it a name, a page, and a role that only reads. */
export function PairDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(displayWords);
  const roles = useQuery(trpc.roles.list.queryOptions());
  return (
    <Dialog title={words.pairTitle} onClose={onClose}>
      <QueryState query={roles} failed={words.failed}>
        {(list) => {
          const reading = list.roles.filter(onlyReads);
          if (reading.length > 0) return <PairForm roles={reading} onClose={onClose} />;
          return (
            <DialogBody>
              <p>{words.noRoles}</p>
            </DialogBody>
          );
        }}
      </QueryState>
    </Dialog>
  );
}

function onlyReads({ permissions }: RoleView): boolean {
  return permissions.length > 0 && permissions.every((code) => code.endsWith('.read'));
}

interface PairFormProps {
  readonly roles: readonly RoleView[];
  readonly onClose: () => void;
}

function PairForm({ roles, onClose }: PairFormProps) {
  const words = useWords(displayWords);
  const queries = useQueryClient();
  const toast = useToast();
  const fresh = useFresh();
  const roleName = useRoleName();
  const pair = useMutation(trpc.displays.pair.mutationOptions());
  const places = useQuery(trpc.users.places.queryOptions()).data?.places ?? [];
  const form = useForm({
    schema: pairDisplayInput,
    initial: { code: '', name: '', landingPath: '/', roles: roles[0]!.id, place: EVERYWHERE },
    toInput: ({ roles: roleId, place, ...given }) => ({
      ...given,
      roles: [{ roleId, scopes: scopesOf(place, places) }],
    }),
    place: ({ reason }) =>
      reason === 'NOT_FOUND' ? { field: 'code', message: words.codeWrong } : null,
    onSubmit: async (input) => {
      await fresh(() => pair.mutateAsync(input));
      await queries.invalidateQueries({ queryKey: trpc.sessions.pathKey() });
      toast({ text: words.paired(input.name) });
      onClose();
    },
  });
  const placeOptions = places.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form form={form} submit={words.pair} onCancel={onClose} guarded={false}>
      <TextField form={form} name="code" label={words.code} help={words.codeHelp} />
      <TextField form={form} name="name" label={words.name} help={words.nameHelp} />
      <TextField form={form} name="landingPath" label={words.page} help={words.pageHelp} />
      <SelectField
        form={form}
        name="roles"
        label={words.role}
        help={words.roleHelp}
        options={roles.map(({ id, name }) => ({ value: id, label: roleName(name) }))}
      />
      {places.length > 0 && (
        <SelectField
          form={form}
          name="place"
          label={words.place}
          options={[{ value: EVERYWHERE, label: words.everywhere }, ...placeOptions]}
        />
      )}
    </Form>
  );
}

function scopesOf(id: string, places: readonly PlaceView[]) {
  return places.filter((place) => place.id === id).map(({ kind }) => ({ kind, id }));
}
