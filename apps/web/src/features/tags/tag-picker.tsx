import { useId, useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { TagView } from '../../api/contract.ts';
import { useLanguage } from '../../kit/i18n/language-context.ts';
import { matchesText } from './matches-text.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { tagWords } from './tag-words.ts';
import './tags.css';

const OFFERS_MAX = 50;

interface TagPickerProps {
  /** In the order of their names. */
  readonly tags: readonly TagView[];
  readonly chosenIds: readonly number[];
  /** As many may be chosen. */
  readonly chosenMax: number;
  readonly onAdd: (tagId: number) => void;
}

/** A field that finds tags by name or description as one types. */
export function TagPicker({ tags, chosenIds, chosenMax, onAdd }: TagPickerProps) {
  const words = useWords(tagWords);
  const { formats } = useLanguage();
  const listId = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const full = chosenIds.length >= chosenMax;
  const offers = useMemo(
    () =>
      tags
        // A text has no line to draw.
        .filter(({ dataType }) => dataType !== 'text')
        .filter((tag) => !chosenIds.includes(tag.id) && matchesText(tag, text))
        .slice(0, OFFERS_MAX),
    [tags, chosenIds, text],
  );
  const add = (tag: TagView | undefined): void => {
    if (tag === undefined) return;
    onAdd(tag.id);
    setText('');
    setActive(0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) {
      setOpen(true);
      setActive((last) => Math.min(offers.length - 1, Math.max(0, last + move)));
    } else if (event.key === 'Enter' && open) add(offers[active]);
    else if (event.key === 'Escape') setOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <div className="tag-picker">
      <input
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-activedescendant={open && offers.length > 0 ? `${listId}-${active}` : undefined}
        aria-autocomplete="list"
        aria-label={words.search}
        placeholder={full ? words.full(formats.number.integer(chosenMax)) : words.add}
        disabled={full}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => {
          setOpen(true);
        }}
        onBlur={() => {
          setOpen(false);
        }}
        onKeyDown={onKeyDown}
      />
      {open && !full && <Offers {...{ listId, offers, active, onAdd: add }} />}
    </div>
  );
}

interface OffersProps {
  readonly listId: string;
  readonly offers: readonly TagView[];
  readonly active: number;
  readonly onAdd: (tag: TagView) => void;
}

function Offers({ listId, offers, active, onAdd }: OffersProps) {
  const words = useWords(tagWords);
  return (
    <ul
      className="offers"
      role="listbox"
      id={listId}
      aria-label={words.search}
      // Browsers let Tab stop at what scrolls; the list closes when the field loses the focus, and takes the focus with it.
      tabIndex={-1}
    >
      {offers.length === 0 && <li className="no-offer">{words.noSuchTag}</li>}
      {offers.map((tag, i) => (
        <li
          key={tag.id}
          id={`${listId}-${i}`}
          role="option"
          aria-selected={i === active}
          ref={
            i === active
              ? (element) => {
                  element?.scrollIntoView({ block: 'nearest' });
                }
              : undefined
          }
          // Before the field loses the focus, which would close the list.
          onPointerDown={(event) => {
            event.preventDefault();
            onAdd(tag);
          }}
        >
          <span>{tag.name}</span>
          <small>
            {tag.description}
            {tag.unit !== '' && ` · ${tag.unit}`}
          </small>
        </li>
      ))}
    </ul>
  );
}
