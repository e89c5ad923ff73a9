import { useNavEntries } from './use-nav-groups.ts';

/** The page that a person sees first: the first of the navigation that they may see. */
export function useLanding(): string {
  const [first] = useNavEntries().filter(({ group }) => group !== 'person');
  return first?.to ?? '/';
}
