// What a few letters may mean: a page of the console, an article, a customer, a receipt. Pure.

export interface Finding {
  id: string;
  kind: "page" | "article" | "customer" | "order";
  title: string;
  note: string;
  href: string;
}

/** Letters without their accents and case, as people type in a hurry. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** Those whose words begin with what was typed stand first, then those that hold it. */
export function matching<T>(items: readonly T[], typed: string, nameOf: (item: T) => string): T[] {
  const wanted = plain(typed);
  if (wanted === "") return [...items];
  const rank = (item: T) => {
    const name = plain(nameOf(item));
    if (name.startsWith(wanted)) return 0;
    if (name.split(/[\s’'-]+/).some((word) => word.startsWith(wanted))) return 1;
    return name.includes(wanted) ? 2 : 3;
  };
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .filter((each) => each.rank < 3)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** A receipt's number (`1-000042`), or what could be one typed short (`1-42`); undefined for anything else. */
export function receiptNumber(typed: string): string | undefined {
  const [, register, number] = /^(\d{1,4})-(\d{1,9})$/.exec(typed.trim()) ?? [];
  return register === undefined || number === undefined ? undefined : `${register}-${number.padStart(6, "0")}`;
}

/** The one after or before in a list that goes round; the first when none was chosen. */
export function nextOf(ids: readonly string[], chosen: string | null, step: 1 | -1): string | null {
  if (ids.length === 0) return null;
  const at = chosen === null ? -1 : ids.indexOf(chosen);
  if (at < 0) return ids[step === 1 ? 0 : ids.length - 1] ?? null;
  return ids[(at + step + ids.length) % ids.length] ?? null;
}
