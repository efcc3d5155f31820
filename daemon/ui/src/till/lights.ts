import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { matrix } from "../capabilities/capabilities";
import { standing } from "../cards/card_payment";
import { waiting } from "../cards/waiting";
import type { IconName } from "../design/Icon";
import type { LightState } from "../design/Light";
import { heldElsewhere } from "../devices/claims";
import { dateTime } from "../i18n/format";
import { known } from "./connection";
import { hub, link, register } from "./state";

export interface LightWords {
  name: "appliance" | "hub" | "card" | "printer" | "scanner";
  icon: IconName;
  state: LightState;
  /** Key of the words that say the state. */
  words: string;
  values?: Record<string, number | string>;
  /** Key of why it is so, where somebody knows. */
  cause?: string;
}

const deviceStates: Record<string, LightState> = {
  ready: "good",
  ok: "good",
  online: "good",
  warning: "warning",
  degraded: "warning",
  offline: "bad",
  error: "bad",
  fault: "bad",
};

/** The lights. While the appliance is lost nobody knows of the others, so they say so. */
export const lights: ReadonlySignal<LightWords[]> = computed(() => {
  const { health, sync } = known.value;
  const lost = link.value === "lost";
  const backlog = sync?.backlog ?? health?.backlog ?? 0;
  const degraded = health !== null && health.status !== "ok";
  return [
    {
      name: "appliance",
      icon: "server",
      state: lost ? "bad" : degraded ? "warning" : "good",
      words: lost ? "lights.lost" : degraded ? "lights.degraded" : "lights.connected",
    },
    lost || hub.value === "unknown"
      ? { name: "hub", icon: "cloud", state: "off", words: "lights.unknown" }
      : {
          name: "hub",
          icon: "cloud",
          state: hub.value === "online" ? "good" : "warning",
          words: hub.value === "online" ? "lights.hub_online" : "lights.hub_away",
          values: { n: backlog },
          ...hubMode(backlog),
        },
    device("card", "card", ["eft", "eft_terminal", "card_terminal", "terminal"], lost),
    device("printer", "printer", ["printer", "receipt_printer"], lost),
    // A till without a scanner of the appliance's has one that types, which needs no light.
    ...(known.value.devices.some(({ kind, state }) => kind === "scanner" && state !== "off") ? [scanner(lost)] : []),
  ];
});

/** How the hub's mode is told once the matrix is known: what, why and since when. A store without a hub has none. */
function hubMode(n: number): Partial<LightWords> {
  const now = matrix.value;
  if (now === null || now.standalone) return {};
  const good = now.mode === "online";
  return {
    state: good ? "good" : "warning",
    words: now.cause === "drill" ? "capabilities.mode_drill" : `capabilities.mode_${now.mode}`,
    values: { n, since: dateTime(now.since, "time") },
    ...(good ? {} : { cause: `capabilities.cause_${now.cause.toLowerCase()}` }),
  };
}

/** One that another till works with brings no scan here, however well it is. */
function scanner(lost: boolean): LightWords {
  const light = device("scanner", "search", ["scanner"], lost);
  const elsewhere = lost ? undefined : heldElsewhere.value;
  if (elsewhere === undefined) return light;
  return { ...light, state: "warning", words: "lights.elsewhere", values: { till: elsewhere.claim.terminalName } };
}

/** When each light took its present words. */
export const began = signal<Partial<Record<LightWords["name"], number>>>({});
const lastWords = new Map<string, string>();
effect(() => {
  const changed = lights.value.filter(({ name, words }) => lastWords.get(name) !== words);
  if (changed.length === 0) return;
  for (const { name, words } of changed) lastWords.set(name, words);
  began.value = { ...began.peek(), ...Object.fromEntries(changed.map(({ name }) => [name, Date.now()])) };
});

function device(name: "card" | "printer" | "scanner", icon: IconName, kinds: string[], lost: boolean): LightWords {
  const all = known.value.devices.filter((each) => kinds.includes(each.kind) && each.state !== "off");
  const here = register.value?.id;
  const found = all.find((each) => here !== undefined && each.registers?.includes(here)) ?? all[0];
  if (lost) return { name, icon, state: "off", words: "lights.unknown" };
  if (found === undefined) return { name, icon, state: "off", words: "lights.none" };
  if (name === "card" && waiting.value.length > 0) {
    const calm = waiting.value.every((each) => standing(each) === "running");
    return { name, icon, state: calm ? "good" : "warning", words: calm ? "lights.card_open" : "lights.card_doubt" };
  }
  const state = deviceStates[found.state] ?? "warning";
  const why = state === "good" ? undefined : found.words;
  return { name, icon, state, words: why === undefined ? `lights.device_${state}` : `printing.${why}` };
}
