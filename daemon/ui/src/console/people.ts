import { signal } from "@preact/signals";
import { call } from "../api/call";
import { onEvent } from "../api/stream";
import { can } from "../till/session";

const names = signal<ReadonlyMap<string, string>>(new Map());

/** Who has that staff code, by name; the code itself where one may not know (`staff_admin`) or nobody has it. */
export function personOf(code: string): string {
  return names.value.get(code) ?? code;
}

export async function loadPeople(): Promise<void> {
  if (!can("staff_admin")) {
    names.value = new Map();
    return;
  }
  try {
    const { items } = (await call("listStaff")).data;
    names.value = new Map(items.map(({ code, name }) => [code, name]));
  } catch {
    // Codes do; it is asked again at the next sign-on and after every change.
  }
}

/** Keeps the names true from now on. Called once. */
export function followPeople(): void {
  onEvent("staff", () => void loadPeople());
}
