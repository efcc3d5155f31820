import { computed, signal } from "@preact/signals";
import { call, type Schemas } from "../api/call";

/** What the first start still asks for; none where a store was made without the wizard. */
export const steps = signal<Schemas["SetupStep"][]>([]);
export const openSteps = computed(() => steps.value.filter(({ state }) => state === "open"));

export async function loadSteps(): Promise<void> {
  try {
    steps.value = (await call("listSetupSteps")).data.items;
  } catch {
    // It is asked again at the next sign-on; nothing depends on it.
  }
}
