import { beforeEach, expect, it } from "vitest";
import ar from "../../i18n/ar/console_doctor.json";
import arabic from "../../i18n/ar_console";
import en from "../../i18n/en/console_doctor.json";
import english from "../../i18n/en_console";
import fr from "../../i18n/fr/console_doctor.json";
import french from "../../i18n/fr_console";
import { addTexts, setLang } from "../../i18n/text";
import { pages } from "../pages";
import { keyOf, told } from "./words";

// The doctor itself, as it stands in the source: each code that it can say has words here.
const sources = Object.values(
  import.meta.glob<string>("../../../../doctor/*.cpp", { query: "?raw", import: "default", eager: true }),
).join("\n");
const said = [...sources.matchAll(/\bnotes\.(?:trouble|warning|notice|add)\(/g)];
const codes = [...sources.matchAll(/\bnotes\.(?:trouble|warning|notice|add)\([^"();]*"([a-z]+(?:-[a-z]+)*)"/g)].map(
  ([, code]) => code as string,
);
const languages: [string, Record<string, string>, Record<string, Record<string, unknown>>][] = [
  ["en", en, english],
  ["fr", fr, french],
  ["ar", ar, arabic],
];

it("every finding is made with its code in plain sight", () => {
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.length).toBe(said.length);
});

it.each(languages)("every code of the doctor has words and a remedy in %s, and nothing else does", (_, texts) => {
  const wanted = codes.flatMap((code) => [code, `${code}-next`]).map((name) => name.replace(/-/g, "_"));
  expect(wanted.filter((name) => !texts[name]).toSorted()).toEqual([]);
  expect(Object.keys(texts).filter((name) => !wanted.includes(name))).toEqual([]);
});

it.each(languages)("a page that a remedy names in %s is called so", (_, texts, catalogue) => {
  const titles = pages.map(({ titleKey }) => {
    const [area = "", name = ""] = titleKey.split(".");
    return catalogue[area]?.[name];
  });
  const named = Object.values(texts).flatMap((text) =>
    [...text.matchAll(/[“«]\s*(.+?)\s*[”»]/g)].map(([, title]) => title),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((title) => !titles.includes(title))).toEqual([]);
});

const finding = (code: string, severity: "trouble" | "warning" | "good", what: string, remedy = "") => ({
  code,
  severity,
  what,
  remedy,
});

beforeEach(async () => {
  const store = new Map<string, string>();
  Object.assign(globalThis, {
    localStorage: { getItem: (key: string) => store.get(key) ?? null, setItem: store.set.bind(store) },
    document: { documentElement: {} },
  });
  await addTexts(async (code) => ({ en: english, fr: french, ar: arabic })[code]);
});

it("a finding is said in the page's language, with the appliance's words beside it", async () => {
  await setLang("fr");
  expect(told([finding("disk-low", "warning", "The disk has 900 MiB of 8000 MiB left", "Make room")])).toEqual([
    {
      severity: "warning",
      what: fr.disk_low,
      next: fr.disk_low_next,
      known: true,
      own: ["The disk has 900 MiB of 8000 MiB left – Make room"],
    },
  ]);
});

it("those that differ in their figures alone are one, in the order of the first", async () => {
  await setLang("en");
  const lines = told([
    finding("secret-open", "trouble", "/a can be read"),
    finding("clock-free", "warning", "The clock"),
    finding("secret-open", "trouble", "/b can be read"),
  ]);
  expect(lines.map(({ what }) => what)).toEqual([en.secret_open, en.clock_free]);
  expect(lines[0]?.own).toEqual(["/a can be read", "/b can be read"]);
});

it("what is well is left out, and a code without words is said as the appliance says it", async () => {
  await setLang("ar");
  expect(keyOf("moon-full")).toBe("console_doctor.moon_full");
  expect(
    told([finding("moon-full", "warning", "The moon is full", "Wait"), finding("machine", "good", "All is well")]),
  ).toEqual([{ severity: "warning", what: "The moon is full", next: "Wait", known: false, own: [] }]);
});
