import { expect, it } from "vitest";
import ar from "../../i18n/ar/console_updates.json";
import en from "../../i18n/en/console_updates.json";
import fr from "../../i18n/fr/console_updates.json";
import { causeKey } from "./standing";

// The updater itself, as it stands in the source: each word that it gives as a cause has a sentence here.
const sources = Object.values(
  import.meta.glob<string>(["../../../../update/*.cpp", "!../../../../update/*_test.cpp"], {
    query: "?raw",
    import: "default",
    eager: true,
  }),
).join("\n");
const made = [...sources.matchAll(/\bCause\{/g)];
const codes = new Set([...sources.matchAll(/\bCause\{"([a-z]+(?:-[a-z]+)*)",/g)].map(([, code]) => code as string));

it("every cause is made with its word in plain sight", () => {
  expect(codes.size).toBeGreaterThan(20);
  expect([...sources.matchAll(/\bCause\{"/g)].length).toBe(made.length);
});

it.each([
  ["en", en],
  ["fr", fr],
  ["ar", ar],
] as [string, Record<string, string>][])("every cause has its sentence in %s, and nothing else does", (_, texts) => {
  const wanted = [...codes].map((code) => causeKey(code).replace("console_updates.", ""));
  expect(wanted.filter((name) => !texts[name]).toSorted()).toEqual([]);
  expect(Object.keys(texts).filter((name) => name.startsWith("why_") && !wanted.includes(name))).toEqual([]);
});
