import { signal } from "@preact/signals";

/** Where the console stands: `#/orders/0198…?q=milk` is page `orders`, path `["0198…"]`, query `{q: "milk"}`. */
export interface Place {
  page: string;
  path: string[];
  query: Record<string, string>;
}

export function parsePlace(hash: string): Place {
  if (/^#?code=/.test(hash)) return { page: "", path: [], query: {} }; // an address to pair by
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const [page = "", ...rest] = path
    .split("/")
    .filter((part) => part !== "")
    .map(decode);
  return { page, path: rest, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a place, for links: `href={linkTo("orders", [id])}`. */
export function linkTo(page: string, path: readonly string[] = [], query: Record<string, string> = {}): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString();
  return `#/${[page, ...path].map(encodeURIComponent).join("/")}${search === "" ? "" : `?${search}`}`;
}

export const place = signal<Place>(parsePlace(typeof location === "undefined" ? "" : location.hash));

/** Goes there; with `replace` the browser's Back skips where one was (filters, tabs). */
export function goTo(
  page: string,
  path: readonly string[] = [],
  query: Record<string, string> = {},
  replace = false,
): void {
  const address = linkTo(page, path, query);
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  place.value = parsePlace(address);
}

/** Follows the address; called once. */
export function followAddress(): void {
  const read = () => {
    place.value = parsePlace(location.hash);
  };
  addEventListener("hashchange", read);
  addEventListener("popstate", read);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
