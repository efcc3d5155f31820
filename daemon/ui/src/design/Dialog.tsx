import { signal } from "@preact/signals";
import type { ComponentChildren, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { BannerHost } from "./Banner";
import "./Dialog.css";

export type Close<T> = (value?: T) => void;
interface Open {
  id: number;
  label: string;
  wide: boolean;
  render: VNode;
  close: () => void;
}

export const dialogs = signal<Open[]>([]);
let counter = 0;

/**
 * Opens a dialog above whatever is open; answers what it was closed with, undefined when it was left (Esc). The focus
 * stays inside and goes back afterwards. Scans do not stop at it: they go to whoever asked for them.
 */
export function openDialog<T>(
  render: (close: Close<T>) => VNode,
  { label, wide = false }: { label: string; wide?: boolean },
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const id = ++counter;
    const close: Close<T> = (value) => {
      if (!dialogs.value.some((each) => each.id === id)) return;
      dialogs.value = dialogs.value.filter((each) => each.id !== id);
      resolve(value);
    };
    dialogs.value = [...dialogs.value, { id, label, wide, render: render(close), close: () => close() }];
  });
}

export function closeAllDialogs(): void {
  for (const dialog of [...dialogs.value].reverse()) dialog.close();
}

export function DialogHost() {
  const open = dialogs.value;
  return (
    <>
      {open.map((dialog, index) => (
        <Modal key={dialog.id} dialog={dialog} top={index === open.length - 1} />
      ))}
    </>
  );
}

/** What is asked for first: what says so, else a field, else a button. */
function firstFocus(dialog: HTMLElement | null): HTMLElement | null | undefined {
  const inside = dialog?.querySelector(".dialog-body");
  for (const what of ["[autofocus]", "input, textarea", "button"]) {
    const found = inside?.querySelector<HTMLElement>(what);
    if (found) return found;
  }
  return null;
}

function Modal({ dialog, top }: { dialog: Open; top: boolean }) {
  const element = useRef<HTMLDialogElement>(null);
  // Before the effects of what is inside, which may choose the focus for themselves.
  useLayoutEffect(() => {
    const node = element.current;
    const before = document.activeElement;
    node?.showModal();
    // The browser would take the first button there is, which may be a banner's.
    firstFocus(node)?.focus();
    return () => {
      node?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={dialog.wide ? "dialog dialog-wide" : "dialog"}
      aria-label={dialog.label}
      onCancel={(event: Event) => {
        event.preventDefault();
        dialog.close();
      }}
    >
      {top && <BannerHost />}
      <div class="dialog-body">{dialog.render}</div>
    </dialog>
  );
}

/** The usual inside of a dialog: a heading, what it is about, and its buttons in a row at the end. */
export function DialogFrame({
  title,
  children,
  buttons,
}: {
  title: string;
  children?: ComponentChildren;
  buttons?: ComponentChildren;
}) {
  return (
    <div class="dialog-frame">
      <h2>{title}</h2>
      {children}
      {buttons && <div class="dialog-buttons">{buttons}</div>}
    </div>
  );
}
