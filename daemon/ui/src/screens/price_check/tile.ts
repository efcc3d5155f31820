/** Colours a tile can have; the classes are in price.css. */
const colours = 6;

/** Letters and colour that stand for an article without a picture: the same every time. */
export function tileOf(name: string): { letters: string; colour: number } {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /\p{L}|\p{N}/u.test(word));
  const letters = words
    .slice(0, 2)
    .map((word) => [...word.replace(/^[^\p{L}\p{N}]+/u, "")][0] ?? "")
    .join("");
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return { letters: letters.toLocaleUpperCase(), colour: sum % colours };
}
