import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { loadLaterTexts } from "../i18n/text";

// A screen gets its place's parameters as properties.
// biome-ignore lint/suspicious/noExplicitAny: each screen knows its own parameters
type Screen = ComponentType<any>;
type Load = () => Promise<Screen>;
const screens = signal<ReadonlyMap<string, Screen>>(new Map());
const later = new Map<string, Load>();

export function registerScreen(name: string, component: Screen): void {
  screens.value = new Map([...screens.peek(), [name, component]]);
}
/** A screen that selling does not need: fetched once the page stands, or when it is asked for before that. */
export function registerLater(name: string, load: Load): void {
  later.set(name, load);
}
/** The screen, `undefined` while it is on its way, `null` when there is none of that name. */
export function screenOf(name: string): Screen | undefined | null {
  const found = screens.value.get(name);
  if (found !== undefined || !later.has(name)) return found ?? null;
  void fetchScreen(name);
  return undefined;
}

async function fetchScreen(name: string): Promise<void> {
  const load = later.get(name);
  if (load === undefined || screens.peek().has(name)) return;
  try {
    const [screen] = await Promise.all([load(), loadLaterTexts()]);
    registerScreen(name, screen);
  } catch {
    // The appliance is away: it is asked again when the screen is wanted, and said to be away meanwhile.
  }
}
/** Fetches what came not with the page, one after the other, so that every screen is there when the appliance is not. */
export async function fetchScreens(): Promise<void> {
  for (const name of later.keys()) await fetchScreen(name);
}
