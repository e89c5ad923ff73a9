import { createContext, use } from 'react';

/** A short word about what was done. */
export interface Toast {
  readonly text: string;
  /** Takes it back; left out where there is no way back. */
  readonly onUndo?: () => unknown;
}

export const ToastContext = createContext<((toast: Toast) => void) | null>(null);

/** Gives the function that says what was done: `toast({ text: words.saved, onUndo })`. */
export function useToast(): (toast: Toast) => void {
  const show = use(ToastContext);
  if (show === null) throw new Error('useToast is used outside of ToastProvider');
  return show;
}
