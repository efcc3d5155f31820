import type { Catalogue, Lang } from "./text";

const load: Record<Lang, () => Promise<{ default: Catalogue }>> = {
  en: () => import("./en_console"),
  fr: () => import("./fr_console"),
  ar: () => import("./ar_console"),
};

/** The console's areas of a language, and in English those that the till brings later. */
export async function consoleTexts(code: Lang): Promise<Catalogue> {
  const [own, later] = await Promise.all([load[code](), code === "en" ? import("./en_later") : undefined]);
  return { ...later?.default, ...own.default };
}
