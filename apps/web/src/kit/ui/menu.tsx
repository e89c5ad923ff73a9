import { useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

interface MenuItem {
  readonly label: ReactNode;
  readonly onSelect: () => void;
  readonly disabled?: boolean;
}

interface MenuProps {
  /** Name of the button for those who do not see what is in it. */
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** @default 'button button-quiet button-small button-icon' */
  readonly className?: string;
  /** Inside the button: usually an icon. */
  readonly children: ReactNode;
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** A button with a few actions behind it. Arrows move, Escape closes and gives the focus back. */
export function Menu({ label, items, className, children }: MenuProps) {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const anchorName = `--menu${id.replaceAll(/[^\w-]/g, '')}`;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') popover.current?.hidePopover();
    const step = STEPS[event.key];
    const buttons = [...(popover.current?.querySelectorAll('button:enabled') ?? [])];
    if (step === undefined || buttons.length === 0) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement!);
    (buttons[step(at, buttons.length)] as HTMLElement).focus();
  };
  return (
    <>
      <button
        type="button"
        className={className ?? 'button button-quiet button-small button-icon'}
        aria-label={label}
        aria-haspopup="menu"
        popoverTarget={id}
        style={{ anchorName }}
      >
        {children}
      </button>
      <div
        ref={popover}
        id={id}
        className="menu"
        role="menu"
        aria-label={label}
        popover="auto"
        style={{ positionAnchor: anchorName }}
        onKeyDown={onKeyDown}
        onToggle={(event) => {
          if (event.newState !== 'open') return;
          popover.current?.querySelector<HTMLElement>('button:enabled')?.focus();
        }}
      >
        {items.map((item, place) => (
          <button
            key={place}
            type="button"
            role="menuitem"
            className="menu-item"
            tabIndex={-1}
            disabled={item.disabled ?? false}
            onClick={() => {
              popover.current?.hidePopover();
              item.onSelect();
            }}
          >
            {item.label}
          </button>
        ))}
      </div>
    </>
  );
}
