import type { ComponentType } from "preact";

// A screen gets its place's parameters as properties.
// biome-ignore lint/suspicious/noExplicitAny: each screen knows its own parameters
type Screen = ComponentType<any>;
const screens = new Map<string, Screen>();

export function registerScreen(name: string, component: Screen): void {
  screens.set(name, component);
}
export function screenOf(name: string): Screen | undefined {
  return screens.get(name);
}
