// The scanners of this register are this till's while somebody works at it: claimed, renewed, and let go at sign-off.
import { computed, effect, untracked } from "@preact/signals";
import { call } from "../api/call";
import { uuid7 } from "../api/uuid";
import { t } from "../i18n/text";
import { act } from "../till/act";
import { withApproval } from "../till/approval";
import { askDevices } from "../till/connection";
import { link, register, session, terminal, training } from "../till/state";
import { type Device, ofRegister } from "./of_register";

const seconds = 120;
const renewAfter = 50_000; // milliseconds; two tries fit into a claim
const askAfter = 5_000; // for one that another till holds: it is ours as soon as nobody is there any more

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

/** A scanner of this register that another till works with, so that its scans do not come here. */
export const heldElsewhere = computed<(Device & { claim: NonNullable<Device["claim"]> }) | undefined>(() => {
  const ids = wanted.value.split(" ");
  const here = terminal.value?.terminalId;
  for (const each of ofRegister.value)
    if (ids.includes(each.id) && each.claim && each.claim.terminalId !== here) return { ...each, claim: each.claim };
  return undefined;
});

const lost = computed(() => heldElsewhere.value !== undefined);

/** Takes a device from the till that has it, which needs somebody who may. */
export async function useHere({ id, name }: Device): Promise<void> {
  const title = t("devices.use_here_of", { name });
  const body = { seconds, takeOver: true };
  await withApproval("take_over", title, (approval) =>
    act("claim_device", (key) => call("claimDevice", { path: { id }, body, key, approval })),
  );
  await askDevices();
}

/** Called once. A scanner that another till holds stays there, as long as that till is there: the lights say whose it is. */
export function keepClaims(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held: string[] = [];
  const take = async () => {
    clearTimeout(timer);
    if (held.length === 0) return;
    const had = heldElsewhere.peek();
    const got = await Promise.all(
      held.map((id) =>
        claim(id).then(
          () => true,
          () => false,
        ),
      ),
    );
    if (had !== undefined && got.every(Boolean)) void askDevices();
    clearTimeout(timer);
    timer = setTimeout(() => void take(), got.every(Boolean) ? renewAfter : askAfter);
  };
  effect(() => {
    const ids = wanted.value.split(" ").filter(Boolean);
    untracked(() => {
      const gone = held.filter((id) => !ids.includes(id));
      held = ids;
      clearTimeout(timer);
      // Sign-off lets go by itself, and nobody is left here who could ask.
      if (session.peek() !== null) for (const id of gone) release(id).catch(() => undefined);
      void take();
    });
  });
  effect(() => {
    if (!lost.value) return;
    clearTimeout(timer);
    timer = setTimeout(() => void take(), askAfter);
  });
  effect(() => {
    if (link.value === "up") untracked(() => void take());
  });
}
