// Where another device reaches this appliance, and what it can know it by. Pure.

/** An address that only the machine itself understands. */
export function isLoopback(base: string): boolean {
  return /^https?:\/\/(localhost|127\.\d|\[::1\])/.test(base);
}

/**
 * The addresses that a pairing code may name, the likeliest first: the one that this browser uses itself, unless that is
 * the appliance's own machine; then those that the appliance says.
 */
export function waysIn(origin: string, told: readonly string[]): string[] {
  const all = [...new Set([origin, ...told])];
  return [...all.filter((base) => !isLoopback(base)), ...all.filter(isLoopback)];
}

/** A digest as browsers write it: `3F:9A:…`. */
export function fingerprint(sha256: string): string {
  return (sha256.toUpperCase().match(/../g) ?? []).join(":");
}
