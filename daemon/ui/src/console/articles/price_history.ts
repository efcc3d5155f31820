// One list of everything an article cost, costs and will cost. Pure.
import type { Schemas } from "../../api/call";

type Prices = Schemas["ArticlePrices"];
export interface Entry {
  id: string;
  kind: "own" | "book" | "down";
  amount: number | null;
  from: string | null;
  to: string | null;
  state: "planned" | "running" | "ended";
  /** A book's name, or the reason of a price-down. */
  note: string;
  /** What names a price in its book. */
  book?: { code: string; from: string | null; minQuantity: string };
}

/** Planned first, then what runs, then what is over: each newest first. */
export function history(prices: Prices): Entry[] {
  const entries = [...own(prices), ...books(prices), ...downs(prices)];
  const order = { planned: 0, running: 1, ended: 2 };
  return entries.sort((a, b) => order[a.state] - order[b.state] || (b.from ?? "").localeCompare(a.from ?? ""));
}

/** The article's own price held from one change to the next; before the first it was what that change found. */
function own({ changes, base }: Prices): Entry[] {
  const found: Entry[] = changes.map((change, at) => ({
    id: `own-${at}`,
    kind: "own",
    amount: change.amount,
    from: change.at,
    to: changes[at - 1]?.at ?? null,
    state: at === 0 ? "running" : "ended",
    note: "",
  }));
  const oldest = changes.at(-1);
  const first: Entry = { id: "own-first", kind: "own", amount: base, from: null, to: null, state: "running", note: "" };
  if (oldest === undefined) return base === null ? [] : [first];
  return [...found, { ...first, amount: oldest.former, to: oldest.at, state: "ended" }];
}

function books({ prices }: Prices): Entry[] {
  return prices.map((price, at) => ({
    id: `book-${at}`,
    kind: "book",
    amount: price.amount,
    from: price.from,
    to: price.to,
    state: price.state,
    note: price.bookName,
    book: { code: price.book, from: price.from, minQuantity: price.minQuantity },
  }));
}

function downs({ downs }: Prices): Entry[] {
  return downs.map((down) => ({
    id: down.id,
    kind: "down",
    amount: down.amount,
    from: down.from,
    to: down.to,
    state: down.state,
    note: down.reason,
  }));
}
