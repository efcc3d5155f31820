// A document as a list of fields that a person can change one by one, each known by its JSON pointer (RFC 6901). Pure.
export type Plain = string | number | boolean | null;
export interface Leaf {
  pointer: string;
  /** The pointer's words, the last first: what a person reads. */
  name: string;
  value: Plain;
  kind: "text" | "whole" | "number" | "flag" | "nothing";
}

const partOf = (word: string) => word.replace(/~/g, "~0").replace(/\//g, "~1");
const wordOf = (word: string) => word.replace(/~1/g, "/").replace(/~0/g, "~");

function kindOf(value: Plain): Leaf["kind"] {
  if (value === null) return "nothing";
  if (typeof value === "boolean") return "flag";
  if (typeof value === "number") return Number.isInteger(value) ? "whole" : "number";
  return "text";
}

/** Every value that holds no others, in the document's order. */
export function leavesOf(document: unknown, pointer = ""): Leaf[] {
  if (document !== null && typeof document === "object")
    return Object.entries(document).flatMap(([word, value]) => leavesOf(value, `${pointer}/${partOf(word)}`));
  const value = document as Plain;
  const name = pointer.slice(1).split("/").map(wordOf).join(" › ");
  return [{ pointer, name, value, kind: kindOf(value) }];
}

/** What somebody typed as a value of the kind that was there; undefined when it is none. */
export function typedValue(typed: string, kind: Leaf["kind"]): Plain | undefined {
  if (kind === "text") return typed;
  if (kind === "flag") return typed === "true" ? true : typed === "false" ? false : undefined;
  if (kind === "nothing") return typed.trim() === "" ? null : typed;
  const text = typed.trim();
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  if (kind === "whole" && !Number.isSafeInteger(value)) return undefined;
  return value;
}

/** The document with that value in its place; what is not on the way there stays the same object. */
export function withValue(document: unknown, pointer: string, value: Plain): unknown {
  const [word, ...rest] = pointer.slice(1).split("/").map(wordOf);
  if (pointer === "" || word === undefined) return value;
  const below = rest.length === 0 ? "" : `/${rest.map(partOf).join("/")}`;
  if (Array.isArray(document))
    return document.map((each, at) => (String(at) === word ? withValue(each, below, value) : each));
  const record = document as Record<string, unknown>;
  return { ...record, [word]: withValue(record[word], below, value) };
}

/** Those fields that a complaint is about: it names their pointer, one above them, or their last word in quotes. */
export function complainedOf(detail: string, leaves: readonly Leaf[]): Set<string> {
  const named = [...detail.matchAll(/(?:\/[\w~-]+)+/g)].map(([pointer]) => pointer);
  const quoted = [...detail.matchAll(/[`'"“]([\w.-]+)[`'"”]/g)].map(([, word]) => word);
  const about = ({ pointer }: Leaf) =>
    named.some((each) => pointer === each || pointer.startsWith(`${each}/`) || pointer.endsWith(each)) ||
    quoted.some((word) => pointer.split("/").at(-1) === word);
  return new Set(leaves.filter(about).map(({ pointer }) => pointer));
}
