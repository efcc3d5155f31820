// Pieces of a sentence that must keep their own direction inside a text of the other one: Unicode isolates (UAX #9), for
// texts that are put together as strings and so cannot have a <bdi>.

/** Numbers, codes and amounts: always left to right. */
export function ltr(text: string): string {
  return `\u2066${text}\u2069`;
}

/** Names people gave: by their own first strong letter. */
export function own(text: string): string {
  return `\u2068${text}\u2069`;
}

/** The text without isolates, for what is stored or printed elsewhere. */
export function plain(text: string): string {
  return text.replace(/[\u2066-\u2069]/g, "");
}
