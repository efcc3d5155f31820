import { effect } from "@preact/signals";
import { runKey } from "../keys/keys";
import { scannerGap, scannerPrefix, scannerSuffix, suffixKeys } from "../till/settings";
import { deliverScan } from "./scans";
import { splitAim, standard, Wedge, type WedgeAnswer } from "./wedge";

/** Keys may wait in a busy browser; their own times decide, so the clock gives them this many milliseconds more. */
const grace = 10;

/**
 * Puts the wedge between the keyboard and the page, ahead of everything: a scan never types into a field nor presses
 * the focused button. Typing goes on to the field that has the focus, else to the keymap. `unclaimed` hears scans
 * that no screen took.
 */
export function listenToKeys(unclaimed: () => void): () => void {
  const wedge = new Wedge();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stopSettings = effect(() => {
    wedge.settings = {
      ...standard,
      gap: Number(scannerGap.value) || standard.gap,
      prefix: scannerPrefix.value,
      suffix: suffixKeys[scannerSuffix.value],
    };
  });

  const settle = (answer: WedgeAnswer) => {
    for (const character of answer.typed) type(character);
    if (answer.scan === undefined) return;
    const scan = { ...splitAim(answer.scan), raw: answer.scan, at: performance.now() };
    if (!deliverScan(scan)) unclaimed();
  };
  const wait = () => {
    clearTimeout(timer);
    if (wedge.deadline === undefined) return;
    const left = wedge.deadline - performance.now() + grace;
    timer = setTimeout(() => settle(wedge.tick(performance.now())), Math.max(1, left));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.key === "Unidentified" || event.key === "Process") return;
    const key = {
      key: event.key,
      at: event.timeStamp || performance.now(),
      ctrl: event.ctrlKey || event.metaKey,
      alt: event.altKey,
      repeat: event.repeat,
    };
    const answer = wedge.feed(key);
    settle(answer);
    wait();
    if (answer.hold) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (runKey(event, textField(document.activeElement) !== null)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  document.addEventListener("keydown", onKeyDown, { capture: true });
  return () => {
    document.removeEventListener("keydown", onKeyDown, { capture: true });
    stopSettings();
    clearTimeout(timer);
  };
}

function textField(element: Element | null): HTMLInputElement | HTMLTextAreaElement | null {
  if (element instanceof HTMLTextAreaElement) return element;
  if (!(element instanceof HTMLInputElement)) return null;
  return ["checkbox", "radio", "button", "range", "color", "file"].includes(element.type) ? null : element;
}

/** Gives a held character to whom it was meant for. */
function type(character: string): void {
  const field = textField(document.activeElement);
  if (field === null) {
    runKey(new KeyboardEvent("keydown", { key: character }), false);
    return;
  }
  if (field.readOnly || field.disabled) return;
  // Keeps the undo history and fires `input`; where a browser has it no longer, the value is set by hand.
  if (document.execCommand("insertText", false, character)) return;
  field.setRangeText(
    character,
    field.selectionStart ?? field.value.length,
    field.selectionEnd ?? field.value.length,
    "end",
  );
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: character, inputType: "insertText" }));
}
