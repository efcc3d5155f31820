import { keymap } from "./keys";

/** The key to show beside a button: the first that does `scope.action` in this till's keymap, else `otherwise`. */
export function keyFor(name: string, otherwise?: string): string | undefined {
  const [scope = "", action = ""] = name.split(".");
  return keymap.value[scope]?.[action]?.[0] ?? otherwise;
}
