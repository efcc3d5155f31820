/** A code that none of the known has, for a new role, tender or tax: of the name's letters, else a number. */
export function codeOf(name: string, known: readonly { code: string }[]): string {
  const plain =
    name
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 30) || "role";
  const taken = new Set(known.map(({ code }) => code));
  if (!taken.has(plain)) return plain;
  for (let n = 2; ; ++n) if (!taken.has(`${plain}_${n}`)) return `${plain}_${n}`;
}
