import { useSessionState } from '../../session/use-session-state.ts';
import { entranceAddress } from '../entrance-address.ts';
import { GoTo } from '../go-to.tsx';
import { useLanding } from '../use-landing.ts';

interface GoOnProps {
  /** Where the person wanted to go; undefined leads to the first page that they may see. */
  readonly next: string | undefined;
}

/** Leads to where the session belongs: in, or to what has to be done before. */
export function GoOn({ next }: GoOnProps) {
  const state = useSessionState();
  const { kind } = state;
  const landing = useLanding();
  const displayPath = 'person' in state ? state.person.displayPath : null;
  if (kind === 'asking' || kind === 'unknown') return null;
  return (
    <GoTo
      to={kind === 'somebody' ? (displayPath ?? next ?? landing) : entranceAddress(kind, next)}
    />
  );
}
