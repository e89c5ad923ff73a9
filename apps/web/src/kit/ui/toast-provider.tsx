import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { Icon } from './icon.tsx';
import { ToastContext } from './toast-context.ts';
import type { Toast } from './toast-context.ts';

const STAYS_MS = 8_000;
const MOST_TOASTS = 3;

interface ShownToast extends Toast {
  readonly key: number;
}

/** Shows short words about what was done above the strip; each goes by itself, and stays while it is pointed at or focused. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const count = useRef(0);
  const show = useCallback((toast: Toast) => {
    const key = ++count.current;
    setToasts((last) => [...last, { ...toast, key }].slice(-MOST_TOASTS));
  }, []);
  const drop = useCallback((key: number) => {
    setToasts((last) => last.filter((toast) => toast.key !== key));
  }, []);
  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts" role="status">
        {toasts.map((toast) => (
          <OneToast key={toast.key} toast={toast} onGone={drop} />
        ))}
      </div>
    </ToastContext>
  );
}

interface OneToastProps {
  readonly toast: ShownToast;
  readonly onGone: (key: number) => void;
}

function OneToast({ toast, onGone }: OneToastProps) {
  const words = useWords(kitWords);
  const [held, setHeld] = useState(false);
  const { key, text, onUndo } = toast;
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(onGone, STAYS_MS, key);
    return () => {
      clearTimeout(timer);
    };
  }, [held, key, onGone]);
  const hold = (): void => {
    setHeld(true);
  };
  const release = (): void => {
    setHeld(false);
  };
  return (
    <div
      className="toast"
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
    >
      <Icon name="check" />
      <span>{text}</span>
      {onUndo !== undefined && (
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => {
            onGone(key);
            void onUndo();
          }}
        >
          {words.undo}
        </button>
      )}
      <button
        type="button"
        className="button button-quiet button-small button-icon"
        aria-label={words.close}
        onClick={() => {
          onGone(key);
        }}
      >
        <Icon name="cross" small />
      </button>
    </div>
  );
}
