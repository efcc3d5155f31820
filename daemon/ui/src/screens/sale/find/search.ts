import { effect, signal } from "@preact/signals";
import { call, type Schemas } from "../../../api/call";
import { catalogueVersion, priceFor } from "../../../till/state";

export type Variant = Schemas["Variant"];
/** An article that can be tapped: what it sells, its picture, the hue of its kind. */
export interface Article {
  variant: Variant;
  image: string | null;
  hue: number;
}

const text = signal("");
const open = signal(false);
/** What is searched for; `open` shows the search field with the focus in it. */
export const query = {
  text,
  isOpen: open,
  open(start: string): void {
    text.value = start;
    open.value = true;
    focusTurn.value += 1;
  },
  close(): void {
    text.value = "";
    open.value = false;
  },
};
/** Grows each time the field shall take the focus. */
export const focusTurn = signal(0);
/** Found articles; null while nothing is searched for. */
export const found = signal<Article[] | null>(null);
export const searching = signal(false);
/** The result that Enter takes. */
export const cursor = signal(0);

const delay = 80; // milliseconds of silence before a search goes out

let timer: ReturnType<typeof setTimeout> | undefined;
let running: AbortController | undefined;
effect(() => {
  const words = text.value.trim();
  void catalogueVersion.value;
  void priceFor.value;
  clearTimeout(timer);
  running?.abort();
  cursor.value = 0;
  if (words === "") {
    found.value = null;
    searching.value = false;
    return;
  }
  searching.value = true;
  timer = setTimeout(() => void search(words), delay);
});

async function search(words: string): Promise<void> {
  running = new AbortController();
  const { signal: stop } = running;
  try {
    const { data } = await call("listProducts", {
      query: { q: words, active: true, limit: 40, priceFor: priceFor.peek() },
      signal: stop,
    });
    found.value = articlesOf(data.items);
    searching.value = false;
  } catch {
    if (!stop.aborted) searching.value = false;
  }
}

/** Every active variant of some products as an article of its own. */
export function articlesOf(products: readonly Schemas["Product"][]): Article[] {
  return products.flatMap((product) =>
    product.variants
      .filter((variant) => variant.active)
      .map((variant) => ({
        variant,
        image: product.images[0]?.url ?? null,
        hue: hueOf(product.categories[0]?.slug ?? product.name),
      })),
  );
}

/** One of twelve hues, always the same for the same word. */
export function hueOf(word: string): number {
  let sum = 7;
  for (const letter of word) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % 12;
}
