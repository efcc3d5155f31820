import { computed, effect, signal, untracked } from "@preact/signals";
import { call, type Schemas } from "../api/call";
import { dismissBanner, showBanner } from "../design/Banner";
import { t } from "../i18n/text";
import { link, register, terminal } from "../till/state";
import { explain, nextStep, titleOf } from "./explain";

export type Matrix = Schemas["Capabilities"];
export type Standing = Matrix["operations"][number];

/** What may be done now, as the appliance last said it. It is advice: every command is judged again when it runs. */
export const matrix = signal<Matrix | null>(null);

const byName = computed(() => new Map(matrix.value?.operations.map((each) => [each.operation, each])));

/** Reads it again, as it stands at this page's register; what it was stays when nobody answers. */
export async function loadMatrix(): Promise<void> {
  const registerId = register.peek()?.id;
  try {
    const { data } = await call("getCapabilities", registerId === undefined ? {} : { query: { registerId } });
    // An answer for the register that this page had before says nothing of its new one.
    if (register.peek()?.id !== registerId) return;
    matrix.value = data;
    // A refusal on the screen goes with its reason.
    for (const operation of byName.value.keys()) if (!isOff(operation)) dismissBanner(`off-${operation}`);
  } catch {
    // The health question says what there is to say.
  }
}

/** Called once: another register has another card terminal. */
export function followRegister(): void {
  effect(() => {
    const here = register.value?.id;
    if (here !== undefined) untracked(() => terminal.value !== null && void loadMatrix());
  });
}

export function standing(operation: string): Standing | undefined {
  return byName.value.get(operation);
}

/** True while it would be refused; while nothing is known, everything may be tried. */
export function isOff(operation: string): boolean {
  return link.value === "up" && standing(operation)?.state === "denied";
}

/** What a button of that operation looks like: greyed while it is off, but it can be pressed to hear why. */
export function gated(operation: string): { "aria-disabled"?: "true"; title?: string } {
  const now = standing(operation);
  return now !== undefined && isOff(operation) ? { "aria-disabled": "true", title: explain(now) } : {};
}

/** True, and the reason on screen, while that operation is off. */
export function refusedAsOff(operation: string): boolean {
  const now = standing(operation);
  if (now === undefined || !isOff(operation)) return false;
  showBanner({
    id: `off-${operation}`,
    tone: "warning",
    title: t("capabilities.off", { what: titleOf(now), why: explain(now) }),
    money: t("capabilities.nothing_lost"),
    ...(nextStep(now) ? { next: nextStep(now) } : {}),
  });
  return true;
}

/** What is off or only half there for one and the same reason. */
export interface Different {
  state: Standing["state"];
  why: string;
  next: string;
  what: Standing[];
}

/** Everything that is not as usual, worst first, what shares a reason together. */
export const different = computed(() => {
  const groups = new Map<string, Different>();
  for (const state of ["denied", "queued", "limited"] as const) {
    for (const each of matrix.value?.operations ?? []) {
      if (each.state !== state || each.reason === "OFFLINE_RULES" || each.reason === "NOT_CONFIGURED") continue;
      const [why, next] = [explain(each), state === "denied" ? nextStep(each) : ""];
      const key = `${state}|${why}|${next}`;
      const group = groups.get(key) ?? { state, why, next, what: [] };
      group.what.push(each);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
});
