import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import "./ListBox.css";

interface ListBoxProps<T> {
  label: string;
  items: readonly T[];
  idOf: (item: T) => string;
  render: (item: T) => ComponentChildren;
  selected: string | null;
  onSelect: (item: T) => void;
  /** Enter or a second tap on the selected row. */
  onOpen?: (item: T) => void;
  empty?: string;
}

/** A list with one selected row, moved by arrows; rows are big enough to tap. */
export function ListBox<T>({ label, items, idOf, render, selected, onSelect, onOpen, empty }: ListBoxProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  const onKey = (event: KeyboardEvent) => {
    const at = items.findIndex((item) => idOf(item) === selected);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    const item = items[Math.max(0, Math.min(to ?? at, items.length - 1))];
    if (item === undefined || (to === undefined && event.key !== "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") onOpen?.(item);
    else onSelect(item);
  };
  if (items.length === 0) return <p class="listbox listbox-empty">{empty}</p>;
  const here = items.some((item) => idOf(item) === selected);
  return (
    <div
      class="listbox"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      ref={list}
      onKeyDown={onKey}
      aria-activedescendant={here ? `option-${selected}` : undefined}
    >
      {items.map((item) => {
        const id = idOf(item);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for its rows
          // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, aria-activedescendant says the row
          <div
            key={id}
            id={`option-${id}`}
            role="option"
            aria-selected={id === selected}
            class="listbox-row"
            onClick={() => (id === selected && onOpen ? onOpen(item) : onSelect(item))}
          >
            {render(item)}
          </div>
        );
      })}
    </div>
  );
}
