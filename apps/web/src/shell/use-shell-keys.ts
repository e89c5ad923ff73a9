import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { usePreferences } from '../kit/preferences/preferences-context.ts';
import { useNavEntries } from './use-nav-groups.ts';

const SECOND_LETTER_WITHIN_MS = 1_500;

/** Options of `useShellKeys`. */
interface ShellKeysOptions {
  readonly onPalette: () => void;
  readonly onHelp: () => void;
}

/** Keys that work on every page: Ctrl+K, `?`, `/`, and `g` with a letter. Single letters rest while somebody types, and for those who switched them off. */
export function useShellKeys({ onPalette, onHelp }: ShellKeysOptions): void {
  const navigate = useNavigate();
  const entries = useNavEntries();
  const { letterKeys } = usePreferences().preferences;
  const wentAtMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const take = (event: KeyboardEvent): boolean => {
      const { key, ctrlKey, metaKey, altKey, timeStamp } = event;
      if (document.querySelector('dialog[open]') !== null) return false;
      if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'k') {
        onPalette();
        return true;
      }
      if (ctrlKey || metaKey || altKey || !letterKeys || isTyping(event.target)) return false;
      const isSecond = timeStamp - wentAtMs.current < SECOND_LETTER_WITHIN_MS;
      wentAtMs.current = key === 'g' && !isSecond ? timeStamp : Number.NEGATIVE_INFINITY;
      if (isSecond) {
        const entry = entries.find(({ letter }) => letter === key);
        if (entry !== undefined) void navigate({ to: entry.to });
        return entry !== undefined;
      }
      if (key === '?') onHelp();
      else return key === '/' && focusSearch();
      return true;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (take(event)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [entries, letterKeys, navigate, onHelp, onPalette]);
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLElement>('#content input[type="search"]');
  field?.focus();
  return field !== null;
}

const PRESSED_INPUTS: ReadonlySet<string> = new Set(['checkbox', 'radio', 'button', 'submit']);

/** Whether a letter would be written into the element. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !PRESSED_INPUTS.has(target.type);
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}
