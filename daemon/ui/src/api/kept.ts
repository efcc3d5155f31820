/** What a page keeps of its terminal's token: the one before as well, for a store that was restored from a backup. */
export interface Kept {
  token: string;
  former?: string;
}
/** Where it does; another tab of this browser may have put a newer one there. */
export interface Keeper {
  read: () => Kept | null;
  write: (fresh: Kept) => void;
}
export const keeping: { keeper: Keeper | null } = { keeper: null };

/** In the browser's own store, as one object with whatever else is kept there. */
export function keptAt(place: string): Keeper {
  const read = (): Kept | null => {
    try {
      const kept = JSON.parse(localStorage.getItem(place) ?? "null") as Partial<Kept> | null;
      return typeof kept?.token === "string" ? (kept as Kept) : null;
    } catch {
      return null;
    }
  };
  return { read, write: (fresh) => localStorage.setItem(place, JSON.stringify({ ...read(), ...fresh })) };
}
