import { signal } from "@preact/signals";
import { call, type Schemas } from "../api/call";
import { isProblem, Unreachable } from "../api/problem";
import { onEvent, openStream } from "../api/stream";
import { followRegister, loadMatrix } from "../capabilities/capabilities";
import { showBanner } from "../design/Banner";
import { t } from "../i18n/text";
import { pause, retryNow } from "./act";
import { refreshCart } from "./cart";
import { loadRegisters, loadStore, sessionLost } from "./session";
import { cart, catalogueVersion, hub, link, session, terminal } from "./state";

/** What the lights say of: filled by each round of questions, with the time the state began. */
export interface Known {
  health: Schemas["Health"] | null;
  sync: Schemas["SyncState"] | null;
  devices: Schemas["Device"][];
}
export const known = signal<Known>({ health: null, sync: null, devices: [] });

const beat = 4000; // milliseconds between two questions to the appliance
const beatWhenLost = 1000;
let timer: ReturnType<typeof setTimeout> | undefined;
let closeStream: (() => void) | undefined;
let streamTries = 0;

/** Keeps the page in touch with the appliance from now on. */
export function keepInTouch(): void {
  onEvent("carts", onCartEvent);
  onEvent("shifts", () => void loadRegisters().catch(() => undefined));
  onEvent("catalogue", () => {
    catalogueVersion.value += 1;
  });
  onEvent("devices", ({ event }) => {
    if (event?.type === "DeviceChanged" || event?.type === "DeviceClaimChanged") void askDevices();
  });
  onEvent("capabilities", () => void loadMatrix());
  followRegister();
  addEventListener("offline", () => void ask());
  addEventListener("online", () => void ask());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void ask());
  void ask();
}

/** Opens the stream anew: after pairing, or when the socket ended. */
export function connectStream(): void {
  closeStream?.();
  closeStream = undefined;
  if (terminal.value === null) return;
  closeStream = openStream(
    () => {
      streamTries = 0;
    },
    () => {
      closeStream = undefined;
      void ask();
    },
  );
}

/** One round of questions; it is what notices a lost appliance, and what notices that it is back. */
async function ask(): Promise<void> {
  clearTimeout(timer);
  try {
    const { data } = await call("getHealth", { patience: 2500 });
    const wasLost = link.value === "lost";
    link.value = "up";
    hub.value = data.mode;
    known.value = { ...known.value, health: data };
    retryNow();
    if (wasLost) void resume();
    if (closeStream === undefined && streamTries++ < 100) connectStream();
    void askDevices();
  } catch (error) {
    if (error instanceof Unreachable) link.value = "lost";
  }
  clearTimeout(timer);
  timer = setTimeout(() => void ask(), link.value === "lost" ? Math.max(beatWhenLost, pause(0)) : beat);
}

/** How the devices are, asked now. */
export async function askDevices(): Promise<void> {
  if (terminal.value === null) return;
  try {
    const [sync, devices] = await Promise.all([call("getSync"), call("listDevices")]);
    known.value = { ...known.value, sync: sync.data, devices: devices.data.items };
    await loadMatrix();
  } catch {
    // The health question says what there is to say.
  }
}

/** The appliance is back: what may have changed meanwhile is read again, the cart first. */
async function resume(): Promise<void> {
  if (session.value === null) return;
  try {
    await refreshCart();
    await loadStore();
  } catch (error) {
    noticeSession(error);
  }
}

/** A session that the daemon no longer takes locks the till; true when it was that. */
export function noticeSession(error: unknown): boolean {
  if (!isProblem(error, "session-expired", "unauthenticated")) return false;
  sessionLost();
  return true;
}

function onCartEvent({ event }: { event: { aggregateId: string; payload: Record<string, unknown> } | null }): void {
  if (event === null || event.aggregateId !== cart.value?.data.cartId) return;
  const version = event.payload["version"];
  // Our own changes come back here too, mostly before we know their answer: look after the act is through.
  setTimeout(() => {
    if (typeof version === "number" && version <= (cart.value?.data.version ?? 0)) return;
    if (cart.value?.data.cartId !== event.aggregateId) return;
    refreshCart().then(() => {
      if (event.payload["change"] !== "takenOver" || cart.value !== null) return;
      showBanner({ id: "taken-over", tone: "warning", title: t("parked.taken"), money: t("parked.taken_money") });
    }, noticeSession);
  }, 250);
}
