import { signal } from "@preact/signals";
import standard from "./keymap.json";

/** Scope → action → the keys that do it, such as `F8`, `Ctrl+k` or `?`. */
export type Keymap = Record<string, Record<string, string[]>>;
export const keymap = signal<Keymap>(standard);

type Handlers = Record<string, (event: KeyboardEvent) => boolean | void>;
interface Binding {
  scope: string;
  handlers: Handlers;
}
const bindings: Binding[] = [];
/** Scopes that are bound now, for the help. */
export const scopes = signal<string[]>([]);

/**
 * Binds actions of the keymap for as long as the caller's screen is there; returns the unbinding. The scope bound last
 * is asked first; a handler that returns false lets the key go on. `text` hears every character that nothing is bound to.
 */
export function bindKeys(scope: string, handlers: Handlers): () => void {
  const binding = { scope, handlers };
  bindings.push(binding);
  scopes.value = bindings.map((each) => each.scope);
  return () => {
    bindings.splice(bindings.indexOf(binding), 1);
    scopes.value = bindings.map((each) => each.scope);
  };
}

/** A key as the map writes it: modifiers (Shift only where the key itself is no character), then the key. */
export function keyName(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey" | "code">,
): string {
  const letter = event.altKey && /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
  const shift = event.shiftKey && letter.length > 1;
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${shift ? "Shift+" : ""}${letter}`;
}

/** Runs what the key is bound to. True when somebody took it. In a text field only keys that write nothing count. */
export function runKey(event: KeyboardEvent, typing: boolean): boolean {
  const name = keyName(event);
  if (typing && writes(name)) return false;
  for (const { scope, handlers } of [...bindings].reverse()) {
    const actions = Object.entries(keymap.value[scope] ?? {});
    for (const [action, keys] of actions) {
      const handler = keys.includes(name) ? handlers[action] : undefined;
      if (handler !== undefined && handler(event) !== false) return true;
    }
    const text = handlers["text"];
    if (text !== undefined && [...name].length === 1 && text(event) !== false) return true;
  }
  return false;
}

/** Keys that a text field needs for itself. */
function writes(name: string): boolean {
  return [...name].length === 1 || /^(Shift\+)?(Backspace|Delete|Enter|Arrow\w+|Home|End|Tab)$/.test(name);
}

/** Keys that a browser keeps for itself, so no till may count on them. */
export const reserved = new Set([
  "F5",
  "F11",
  "F12",
  "Ctrl+t",
  "Ctrl+n",
  "Ctrl+w",
  "Ctrl+r",
  "Ctrl+Tab",
  "Alt+F4",
  "Alt+ArrowLeft",
]);

export interface Conflict {
  key: string;
  actions: string[];
}
/** Keys that mean two things in one scope, and keys the browser keeps (with the one action bound to them). */
export function conflicts(map: Keymap): Conflict[] {
  const found: Conflict[] = [];
  for (const [scope, actions] of Object.entries(map)) {
    const taken = new Map<string, string[]>();
    for (const [action, keys] of Object.entries(actions))
      for (const key of keys) taken.set(key, [...(taken.get(key) ?? []), `${scope}.${action}`]);
    for (const [key, names] of taken) if (names.length > 1 || reserved.has(key)) found.push({ key, actions: names });
  }
  return found;
}

/** The standard keys with a store's own in their place; a rebinding that conflicts is refused. */
export function rebind(own: Keymap): Conflict[] {
  const merged: Keymap = structuredClone(standard);
  for (const [scope, actions] of Object.entries(own)) merged[scope] = { ...merged[scope], ...actions };
  const wrong = conflicts(merged);
  if (wrong.length === 0) keymap.value = merged;
  return wrong;
}
