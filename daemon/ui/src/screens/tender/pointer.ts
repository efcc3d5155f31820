/** Whether fingers do the typing: then our keypad serves, and the system's keyboard should stay away. */
export function coarse(): boolean {
  return typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches;
}
