// The scanners of this register are this till's while somebody works at it: claimed, renewed, and let go at sign-off.
import { computed, effect, untracked } from "@preact/signals";
import { call } from "../api/call";
import { uuid7 } from "../api/uuid";
import { link, register, session, terminal, training } from "../till/state";
import { ofRegister } from "./of_register";

const seconds = 120;
const renewAfter = 50_000; // milliseconds; two tries fit into a claim

async function claim(id: string): Promise<void> {
  await call("claimDevice", { path: { id }, body: { seconds }, key: uuid7() });
}
/** Lets go of a device; with `force` of another till's. */
export async function release(id: string, force = false): Promise<void> {
  const query = force ? { force } : {};
  await call("releaseDevice", { path: { id }, query, key: uuid7() });
}

/** What this till should hold now, as one text so that only a change is a reason to ask. */
export const wanted = computed(() => {
  if (session.value === null || register.value === null || terminal.value === null || training.value) return "";
  return ofRegister.value
    .filter(({ kind, state }) => kind === "scanner" && state !== "off")
    .map(({ id }) => id)
    .sort()
    .join(" ");
});

/** Called once. A scanner that another till holds stays there: the devices' page says whose it is. */
export function keepClaims(): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  let held: string[] = [];
  const take = () => void Promise.all(held.map((id) => claim(id).catch(() => undefined)));
  effect(() => {
    const ids = wanted.value.split(" ").filter(Boolean);
    untracked(() => {
      const gone = held.filter((id) => !ids.includes(id));
      held = ids;
      clearInterval(timer);
      // Sign-off lets go by itself, and nobody is left here who could ask.
      if (session.peek() !== null) for (const id of gone) release(id).catch(() => undefined);
      if (ids.length === 0) return;
      take();
      timer = setInterval(take, renewAfter);
    });
  });
  effect(() => {
    if (link.value === "up") untracked(take);
  });
}
