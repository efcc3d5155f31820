import { describe, expect, it } from "vitest";
import arabic from "./ar";
import arabicConsole from "./ar_console";
import english from "./en";
import french from "./fr";
import frenchConsole from "./fr_console";
import { type Catalogue, lang, t } from "./text";

const sources = import.meta.glob<string>(["../**/*.ts", "../**/*.tsx", "!../**/*.test.ts"], {
  eager: true,
  query: "?raw",
  import: "default",
});
const other = { fr: { ...french, ...frenchConsole }, ar: { ...arabic, ...arabicConsole } } as const;

function texts(catalogue: Catalogue): Map<string, string[]> {
  const flat = new Map<string, string[]>();
  for (const [area, names] of Object.entries(catalogue))
    for (const [name, text] of Object.entries(names))
      flat.set(`${area}.${name}`, typeof text === "string" ? [text] : Object.values(text));
  return flat;
}
function parameters(forms: readonly string[]): string {
  const found = forms.flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""));
  return [...new Set(found)]
    .filter((name) => name !== "n")
    .sort()
    .join();
}

describe("the texts", () => {
  it.each(["fr", "ar"] as const)("exist in %s with the same parameters", (code) => {
    const own = texts(other[code]);
    const wrong = [...texts(english)].filter(
      ([key, forms]) => parameters(own.get(key) ?? ["missing {missing}"]) !== parameters(forms),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });
  it.each(["fr", "ar"] as const)("hold none in %s that English lacks", (code) => {
    const known = texts(english);
    expect([...texts(other[code]).keys()].filter((key) => !known.has(key))).toEqual([]);
  });
  it.each(["en", "fr", "ar"] as const)("have every plural form of %s", (code) => {
    const catalogue: Catalogue = code === "en" ? english : other[code];
    // French has `many` for whole millions alone; there `other` does.
    const forms = new Intl.PluralRules(code)
      .resolvedOptions()
      .pluralCategories.filter((form) => code !== "fr" || form !== "many");
    const lacking = Object.entries(catalogue).flatMap(([area, names]) =>
      Object.entries(names)
        .filter(([, text]) => typeof text !== "string" && !forms.every((form) => form in text))
        .map(([name]) => `${area}.${name}`),
    );
    expect(lacking).toEqual([]);
  });
  it("exist for every key that the page asks for", () => {
    const known = texts(english);
    const asked = Object.entries(sources).flatMap(([file, source]) =>
      [...source.matchAll(/\b(?:t|has)\("([a-z_]+\.[\w-]+)"|what: "([a-z_]+\.[\w-]+)"/g)].map(
        (match) => [file, match[1] ?? match[2] ?? ""] as const,
      ),
    );
    expect(asked.filter(([, key]) => !known.has(key))).toEqual([]);
  });
});

describe("t", () => {
  it("fills parameters in and chooses the plural form", () => {
    lang.value = "en";
    expect(t("sale.lines", { n: 1 })).toBe("1 line");
    expect(t("sale.lines", { n: 3 })).toBe("3 lines");
    expect(t("nobody.knows")).toBe("nobody.knows");
  });
});
