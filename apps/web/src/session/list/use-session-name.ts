import type { SessionView } from '../../api/contract.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { deviceOf } from './device-of.ts';
import { sessionListWords } from './session-list-words.ts';

/** Gives the function that names a session: by its own name, else by that of its device. */
export function useSessionName(): (session: SessionView) => string {
  const words = useWords(sessionListWords);
  return ({ kind, name, userAgent }) => {
    if (name !== '') return name;
    const device = deviceOf(userAgent);
    if (device === null) return userAgent || words.kinds[kind];
    return words.deviceOf(device.browser, device.system);
  };
}
