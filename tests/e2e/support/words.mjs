// The page's own texts, read from its catalogues: a flow finds things by what a cashier reads, in any language.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./store.mjs";

const folder = join(root, "daemon/ui/src/i18n");
const catalogues = new Map();

function catalogue(lang) {
  if (!catalogues.has(lang)) {
    const files = readdirSync(join(folder, lang)).filter((name) => name.endsWith(".json"));
    const areas = files.map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(folder, lang, name), "utf8"))]);
    catalogues.set(lang, Object.fromEntries(areas));
  }
  return catalogues.get(lang);
}

/** The text `area.name`, its plural forms as alternatives of one pattern. Throws when no catalogue has it. */
function formsOf(lang, key) {
  const dot = key.indexOf(".");
  const [area, name] = [key.slice(0, dot), key.slice(dot + 1)];
  const found = catalogue(lang)[area]?.[name] ?? catalogue("en")[area]?.[name];
  if (found === undefined) throw new Error(`no text ${key} in ${lang}`);
  return typeof found === "string" ? [found] : Object.values(found);
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const isolates = "[\\u2066-\\u2069]?";

/** A pattern for the whole text. A parameter is `values[name]` when given, else anything. */
export function pattern(lang, key, values = {}) {
  const one = (form) =>
    form
      .split(/(\{\w+\})/)
      .map((part) => {
        const name = /^\{(\w+)\}$/.exec(part)?.[1];
        if (name === undefined) return escaped(part).replace(/[\s\u00a0\u202f]+/g, "\\s+");
        return name in values ? `${isolates}${escaped(String(values[name]))}${isolates}` : ".*";
      })
      .join("");
  return new RegExp(`^\\s*(?:${formsOf(lang, key).map(one).join("|")})\\s*$`, "s");
}

/** The same found anywhere in a longer text. */
export function inside(lang, key, values = {}) {
  return new RegExp(pattern(lang, key, values).source.slice(1, -1), "s");
}

/** A text without parameters, as it stands. */
export function text(lang, key) {
  return formsOf(lang, key)[0];
}

export const languages = ["en", "fr", "ar"];
