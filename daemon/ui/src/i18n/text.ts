import { computed, signal } from "@preact/signals";
import first from "./en_first";

export type Lang = "en" | "fr" | "ar";
type Plural = Partial<Record<Intl.LDMLPluralRule, string>>;
/** Texts of a language: area → name → text, or its plural forms. */
export type Catalogue = Record<string, Record<string, string | Plural>>;

export const languages: readonly { code: Lang; name: string }[] = [
  { code: "en", name: "English" },
  { code: "fr", name: "Français" },
  { code: "ar", name: "العربية" },
];

export const lang = signal<Lang>("en");
export const direction = computed(() => (lang.value === "ar" ? "rtl" : "ltr"));
let english: Catalogue = first;
const texts = signal<Catalogue>(english);

const load: Record<Lang, () => Promise<{ default: Catalogue }>> = {
  en: async () => ({ default: english }),
  fr: () => import("./fr"),
  ar: () => import("./ar"),
};

let added: ((code: Lang) => Promise<Catalogue>) | undefined;
/** Another page's texts beside the till's; said before the first setLang. */
export async function addTexts(more: (code: Lang) => Promise<Catalogue>): Promise<void> {
  added = more;
  english = { ...english, ...(await more("en")) };
}

/** Brings the texts of the screens that come later; whoever shows one of them waits for it. */
export async function loadLaterTexts(): Promise<void> {
  const whole = { ...english, ...(await import("./en_later")).default };
  if (texts.peek() === english) texts.value = whole;
  english = whole;
}

/** Changes the page's language once its texts are here. */
export async function setLang(code: Lang): Promise<void> {
  const [own, more] = await Promise.all([load[code](), added?.(code)]);
  texts.value = more === undefined ? own.default : { ...own.default, ...more };
  lang.value = code;
  document.documentElement.lang = code;
  document.documentElement.dir = direction.value;
  localStorage.setItem("holdfast.lang", code);
}

/** The language chosen on this till before, else the browser's, else English. */
export function preferredLang(): Lang {
  const wanted = [localStorage.getItem("holdfast.lang") ?? "", ...navigator.languages];
  for (const tag of wanted) for (const { code } of languages) if (tag.split("-")[0] === code) return code;
  return "en";
}

/**
 * The text `area.name` in the current language, with `{parameter}` filled in. A text with plural forms takes the one
 * for the number `n`. What a language lacks is shown in English; what nobody has, by its key.
 */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const found = find(texts.value, key) ?? find(english, key) ?? key;
  const text = typeof found === "string" ? found : plural(found, Number(values["n"] ?? 0));
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** Whether a text exists, for keys that are put together (`problem.no-price`). */
export function has(key: string): boolean {
  return find(english, key) !== undefined;
}

function find(catalogue: Catalogue, key: string): string | Plural | undefined {
  const dot = key.indexOf(".");
  return catalogue[key.slice(0, dot)]?.[key.slice(dot + 1)];
}

const rules = new Map<Lang, Intl.PluralRules>(); // dear to make

function plural(forms: Plural, n: number): string {
  const own = rules.get(lang.value) ?? new Intl.PluralRules(lang.value);
  rules.set(lang.value, own);
  return forms[own.select(n)] ?? forms.other ?? "";
}
