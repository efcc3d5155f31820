// How long a lockout lasts, for the countdown in the approval dialog.

/** The moment the lock ends: what the daemon said in Retry-After, else the shortest lock there is, one minute. */
export function lockedUntil(retryAfter: number | null | undefined, now: number): number {
  const seconds = retryAfter && retryAfter > 0 ? retryAfter : 60;
  return now + seconds * 1000;
}

/** `1:05`; read as time in every language and direction. */
export function countdown(until: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
