import { play } from "../../sound/sounds";
import { go } from "../../till/navigation";
import { addTyped } from "./add";
import { clearEntry, empty, entry, pressKey } from "./entry";
import { query } from "./find/search";
import {
  applyPrice,
  applyQuantity,
  discountKey,
  explainKey,
  noteKey,
  parkKey,
  payKey,
  priceKey,
  quantityKey,
  removeKey,
  selectLine,
  step,
  voidKey,
} from "./line_acts";

/** Enter on the entry: adds the code, or gives the selected line its new value. */
export function enterKey(): void {
  const { text, target } = entry.value;
  if (text === "") return;
  if (target === "quantity") applyQuantity();
  else if (target === "price") applyPrice();
  else {
    entry.value = { ...entry.value, text: "" };
    addTyped(text).catch(() => play("error"));
  }
}

/** What the keys of the scope `sale` do. */
export const saleKeys: Record<string, (event: KeyboardEvent) => boolean | void> = {
  digit: (event) => pressKey(event.key),
  times: () => pressKey("*"),
  erase: () => pressKey("erase"),
  enter: (event) => {
    // A focused button keeps its Enter, unless something was typed.
    if (entry.value.text === "" || !event.isTrusted) return entry.value.text === "" ? false : enterKey();
    enterKey();
  },
  clear: () => {
    if (entry.value === empty) return false;
    clearEntry();
  },
  search: () => query.open(""),
  text: (event) => {
    if (!/\p{L}/u.test(event.key)) return false;
    query.open(event.key);
  },
  line_up: () => onList() && selectLine(-1),
  line_down: () => onList() && selectLine(1),
  more: () => step(1),
  fewer: () => step(-1),
  remove: removeKey,
  quantity: quantityKey,
  price: priceKey,
  discount: () => discountKey(false),
  cart_discount: () => discountKey(true),
  note: noteKey,
  pay: () => void payKey(),
  customer: () => go("customer"),
  park: parkKey,
  parked: () => go("parked"),
  void: voidKey,
  returns: () => go("returns"),
  journal: () => go("journal"),
  price_check: () => go("price_check"),
  explain: explainKey,
  menu: () => go("menu"),
};

/** Does what a tile of the layout says, by the word the keymap has for it. */
export function saleAction(action: string): void {
  saleKeys[action]?.(new KeyboardEvent("keydown"));
}

/** Arrows choose the line unless the grid of tiles has the focus. */
function onList(): boolean {
  return document.activeElement?.closest(".tiles, .tabs") === null || document.activeElement === null;
}
