import { signal } from "@preact/signals";
import { call } from "../../api/call";
import { Problem, Unreachable } from "../../api/problem";
import { uuid7 } from "../../api/uuid";
import { codeInAddress } from "../../shell/address_code";
import { type Draft, emptyDraft, withoutPins } from "./draft";

// The code of an empty appliance, kept until it has paired this browser: a reload goes on where it was.
const claimKey = "holdfast.console.claim";

/** The code that the appliance took; null: ask for it. */
export const claim = signal<string | null>(null);
export const draft = signal<Draft>(emptyDraft());

export function keptClaim(): string {
  return codeInAddress() ?? localStorage.getItem(claimKey) ?? "";
}

/** Tries a code: when the appliance takes it, what was answered before is here. Throws what it refused with. */
export async function openBox(code: string): Promise<void> {
  const { data } = await call("getSetupDraft", { bearer: code });
  draft.value = { ...emptyDraft(), ...(data as Partial<Draft>) };
  localStorage.setItem(claimKey, code);
  claim.value = code;
}

/** Changes the draft, here at once and on the appliance as soon as it answers. */
export function change(more: Partial<Draft>): void {
  draft.value = { ...draft.value, ...more };
  void keep();
}

let keeping = false;
let again = false;
async function keep(): Promise<void> {
  if (keeping) {
    again = true;
    return;
  }
  keeping = true;
  try {
    await call("putSetupDraft", { bearer: claim.value ?? "", body: withoutPins(draft.value) as never });
  } catch {
    // It is kept with the next change; what is on the screen is not lost by it.
  } finally {
    keeping = false;
    if (again) {
      again = false;
      void keep();
    }
  }
}

/** Makes the store, and waits until the appliance has begun anew with it. */
export async function makeStore(document: object): Promise<void> {
  try {
    await call("createStore", { bearer: claim.value ?? "", body: document as never, key: uuid7(), patience: 30_000 });
  } catch (error) {
    // An answer that got lost: the appliance may have made it all the same.
    if (error instanceof Problem && error.type !== "conflict") throw error;
  }
  await storeThere();
}

/** The same from a backup; reading it back may take minutes, and goes on while the page is away. */
export async function restoreStore(file: string, passphrase: string): Promise<void> {
  const body = { file, ...(passphrase === "" ? {} : { passphrase }) };
  await call("restoreStore", { bearer: claim.value ?? "", body, key: uuid7() });
  await storeThere();
}

async function storeThere(): Promise<void> {
  for (let tries = 0; tries < 150; ++tries) {
    try {
      const { data } = await call("getSetup", { patience: 2000 });
      if (data.state === "store") return;
      if (data.state === "restoring") tries = 0;
      else if (data.problem) throw new Error(data.problem);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Unreachable("the appliance did not come back");
}
