import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { TagSearch } from '../../features/tags/index.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { Dialog } from '../../kit/ui/dialog.tsx';
import { shellWords } from '../shell-words.ts';
import { foundItems } from './found-items.ts';
import type { PaletteItem } from './palette-item.ts';
import { usePaletteItems } from './use-palette-items.ts';
import './palette.css';

/** One field that leads anywhere: arrows choose, Enter goes, Escape gives up. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(shellWords).palette;
  const listId = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const { items: all, state } = usePaletteItems(text);
  const items = foundItems(all, text);
  const active = Math.min(chosen, items.length - 1);
  const run = (item: PaletteItem | undefined): void => {
    if (item === undefined) return;
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) setChosen((active + move + items.length) % Math.max(1, items.length));
    else if (event.key === 'Enter') run(items[active]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={words.title} onClose={onClose} className="dialog palette">
      <div className="palette-field">
        <input
          className="input"
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
          aria-autocomplete="list"
          aria-label={words.field}
          placeholder={words.field}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul
        className="palette-list"
        role="listbox"
        id={listId}
        aria-label={words.title}
        tabIndex={-1}
      >
        {items.map((item, place) => (
          <PaletteLine
            key={item.key}
            id={`${listId}-${place}`}
            item={item}
            isActive={place === active}
            onRun={run}
          />
        ))}
      </ul>
      <p className="palette-note note" role="status">
        {noteOf(words, state, items.length)}
      </p>
    </Dialog>
  );
}

type Note = 'nothing' | 'keys' | 'searching' | 'failed';

/** That nothing matches is said only when the server has said so. */
function noteOf(words: Readonly<Record<Note, string>>, state: TagSearch['state'], count: number) {
  if (state === 'failed') return words.failed;
  if (count > 0) return words.keys;
  return state === 'searching' ? words.searching : words.nothing;
}

interface PaletteLineProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly isActive: boolean;
  readonly onRun: (item: PaletteItem) => void;
}

function PaletteLine({ id, item, isActive, onRun }: PaletteLineProps) {
  const words = useWords(shellWords).palette;
  return (
    <li
      id={id}
      role="option"
      aria-selected={isActive}
      ref={
        isActive
          ? (element) => {
              element?.scrollIntoView({ block: 'nearest' });
            }
          : undefined
      }
      onClick={() => {
        onRun(item);
      }}
    >
      <span className="cut">{item.name}</span>
      <span className="soft cut">{item.description}</span>
      <span className="note push">{words.kinds[item.kind]}</span>
    </li>
  );
}
