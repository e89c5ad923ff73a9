import { useId, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { Icon } from './icon.tsx';

const FOCUSED = ':is(input, select, textarea, button, a[href]):not(:disabled)';

interface DialogProps {
  readonly title: string;
  /** Called by Escape and by the cross; the owner takes the dialog away. */
  readonly onClose: () => void;
  /** @default 'dialog' */
  readonly className?: string;
  /** A `Form`, or `DialogBody` and `DialogActions`. */
  readonly children: ReactNode;
}

/** A question that has to be answered first. It stands while it is rendered, keeps the focus inside, and gives it back at its end. The focus begins at the first control below the title. */
export function Dialog({ title, onClose, className = 'dialog', children }: DialogProps) {
  const words = useWords(kitWords);
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current!;
    dialog.showModal();
    const stop = focusFirst(dialog);
    return () => {
      stop();
      // Before it leaves the page: only a dialog that is closed gives the focus back.
      dialog.close();
    };
  }, []);
  return (
    <dialog
      ref={element}
      className={className}
      aria-labelledby={titleId}
      // By Escape; where nobody has pressed anything before, the browser closes it without asking.
      onClose={({ currentTarget }) => {
        if (!currentTarget.open) onClose();
      }}
    >
      <header className="dialog-header">
        <h2 id={titleId}>{title}</h2>
        <button
          type="button"
          className="button button-quiet button-small button-icon push"
          aria-label={words.close}
          onClick={onClose}
        >
          <Icon name="cross" />
        </button>
      </header>
      {children}
    </dialog>
  );
}

/**
 * Moves the focus past the cross, which the browser takes for the first control. Where no other is there yet, since what the
 * dialog shows is still being read, the focus goes to the first that comes. @returns a function that stops waiting for it
 */
function focusFirst(dialog: HTMLDialogElement): () => void {
  const focus = (): boolean => {
    const first = dialog.querySelector<HTMLElement>(`.dialog-header ~ * ${FOCUSED}`);
    first?.focus();
    return first !== null;
  };
  const observer = new MutationObserver(() => {
    if (focus()) observer.disconnect();
  });
  if (!focus()) observer.observe(dialog, { childList: true, subtree: true });
  return () => observer.disconnect();
}

export function DialogBody({ children }: { readonly children: ReactNode }) {
  return <div className="dialog-body">{children}</div>;
}

export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <footer className="dialog-actions">{children}</footer>;
}
