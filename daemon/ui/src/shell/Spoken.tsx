import { spoken } from "../till/announce";

/** Read out by screen readers, seen by nobody. The mark changes so that the same words are read again. */
export function Spoken() {
  const { text, turn } = spoken.value;
  return (
    <div class="sr-only" role="status" aria-live="polite" data-spoken>
      {text}
      {turn % 2 === 0 ? "" : "\u00a0"}
    </div>
  );
}
