import { computed, signal } from "@preact/signals";
import type { Schemas } from "../api/call";

export type Cart = Schemas["Cart"];
export type CartItem = Schemas["CartItem"];
export type Session = Schemas["Session"];
export type Register = Schemas["Register"];
export type OpenShift = NonNullable<Register["openShift"]>;

/** This browser as the store knows it; kept in localStorage. */
export interface Terminal {
  terminalId: string;
  token: string;
  name: string;
  registerId: string | null;
  /** Under which name the key lies that its requests are proved with. */
  key?: string;
  /** The token before: what a store that was restored from a backup may know. */
  former?: string;
}
/** A cart as the server last said it, with the version to send back. */
export interface CartState {
  data: Cart;
  etag: string | null;
}

export const terminal = signal<Terminal | null>(null);
export const session = signal<Session | null>(null);
/** True while the screen is locked; the session is kept for the person who unlocks it. */
export const locked = signal(false);
export const site = signal<Schemas["Site"] | null>(null);
export const tenders = signal<Schemas["Tender"][]>([]);
export const registers = signal<Register[]>([]);
export const register = signal<Register | null>(null);
/** The register's open shift; null when none is open. Whoever opens or closes one sets it. */
export const shift = signal<OpenShift | null>(null);
export const cart = signal<CartState | null>(null);
/** The line that keys and buttons act on. */
export const selected = signal<string | null>(null);
/** The way to the appliance. */
export const link = signal<"up" | "lost">("up");
/** The appliance's way to the hub. */
export const hub = signal<"online" | "edge" | "unknown">("unknown");
/** Training never touches the books; the frame and the word show it. */
export const training = signal(false);
/** Grows with each change of the catalogue, so that what was read from it is read again. */
export const catalogueVersion = signal(0);
/** Acts that wait for the appliance. */
export const waiting = signal(0);

export const currency = computed(() => cart.value?.data.currency ?? site.value?.currency ?? "EUR");
/** Whose prices are shown: those of the cart's customer, else the till's. */
export const priceFor = computed(() => cart.value?.data.personId ?? "till");
export const selectedItem = computed(
  () => cart.value?.data.items.find((item) => item.itemId === selected.value) ?? null,
);
