// A code to pair by stands behind the `#` of an address: a browser sends that part to nobody, so whoever stands between it
// and the store never sees the code; the exchange (exchange.ts) proves it without sending it.

/** The code of `…/pos#code=K7P2-M9QX`; null: the address has none. */
export function codeInAddress(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get("code");
}

/** Takes the code out of the address, and leaves any other place in it alone. */
export function forgetCode(): void {
  if (codeInAddress() !== null) history.replaceState(null, "", location.pathname + location.search);
}

/** Calls `take` for a code put into the address of a page that is already open: no browser loads it anew for that. */
export function onCodeInAddress(take: (code: string) => void): () => void {
  const look = () => {
    const code = codeInAddress();
    if (code !== null) take(code);
  };
  addEventListener("hashchange", look);
  return () => removeEventListener("hashchange", look);
}
