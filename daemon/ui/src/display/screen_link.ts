// How the customers' screen reaches the appliance: as the till of the same browser, or paired by a code of its own.
import { signal } from "@preact/signals";
import { call, type Schemas, tokens } from "../api/call";
import { type Kept, keeping, keptAt } from "../api/kept";
import { isProblem } from "../api/problem";
import { onEvent, onLive, openStream } from "../api/stream";
import { codeInAddress, forgetCode, onCodeInAddress } from "../shell/address_code";
import { pairByCode } from "../shell/pairing";
import { type CardWords, cardWords, isShown, type Shown } from "./model";

const ownKey = "holdfast.display";
const tillKey = "holdfast.terminal";
const beat = 3000; // milliseconds; what changes is told sooner
const beatWhenLost = 1000;

interface Paired {
  token: string;
  registerId: string | null;
  key?: string;
}

/** `code` asks for a pairing code, `register` which register to follow. */
export const step = signal<"starting" | "code" | "register" | "on">("starting");
export const wrong = signal(false);
export const registers = signal<Schemas["Register"][]>([]);
export const shown = signal<Shown | null>(null);
export const card = signal<CardWords | null>(null);
/** The appliance does not answer: what is shown may be old. */
export const lost = signal(false);

let paired: Paired | null = null;
let own = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let close: (() => void) | undefined;

function read(key: string): Paired | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Partial<Paired> | null;
    if (typeof kept?.token !== "string") return null;
    return { token: kept.token, registerId: kept.registerId ?? null, ...(kept.key !== undefined && { key: kept.key }) };
  } catch {
    return null;
  }
}
function keep(): void {
  if (own && paired !== null) localStorage.setItem(ownKey, JSON.stringify(paired));
}

/** Called once. A code in the address pairs this screen; it is taken out of the address at once. */
export async function start(): Promise<void> {
  onCodeInAddress((code) => {
    forgetCode();
    void pair(code);
  });
  const code = codeInAddress();
  if (code !== null) {
    forgetCode();
    return pair(code);
  }
  const till = read(tillKey);
  const kept = read(ownKey);
  own = kept !== null;
  paired = kept ?? till;
  if (paired === null) step.value = "code";
  else await begin();
  // The till of this browser moved to another register: so does its screen.
  window.addEventListener("storage", ({ key }) => {
    const now = read(tillKey);
    if (own || key !== tillKey || now === null || now.registerId === paired?.registerId) return;
    paired = now;
    void begin();
  });
}

export async function pair(code: string): Promise<void> {
  try {
    const { token, registerId, key } = await pairByCode(code, "Customer display", "till", "display");
    own = true;
    paired = { token, registerId: registerId ?? null, ...(key !== undefined && { key }) };
    keep();
    wrong.value = false;
    await begin();
  } catch {
    wrong.value = true;
    step.value = "code";
  }
}

export async function follow(registerId: string): Promise<void> {
  if (paired === null) return;
  paired = { ...paired, registerId };
  keep();
  await begin();
}

async function begin(): Promise<void> {
  if (paired === null) return;
  const keeper = keptAt(own ? ownKey : tillKey);
  const write = (fresh: Kept) => {
    keeper.write(fresh);
    if (paired !== null) paired = { ...paired, ...fresh };
  };
  keeping.keeper = { read: keeper.read, write };
  tokens.terminal = paired.token;
  tokens.key = paired.key ?? null;
  if (paired.registerId === null) {
    try {
      registers.value = (await call("listRegisters")).data.items.filter(({ active }) => active);
      step.value = "register";
    } catch (error) {
      gone(error);
      if (paired !== null) timer = setTimeout(() => void begin(), beatWhenLost);
    }
    return;
  }
  listen();
  await look();
  if (paired !== null) step.value = "on";
}

function show(value: unknown): void {
  if (!isShown(value, paired?.registerId ?? null)) return;
  if (value.state !== "paying") card.value = null;
  shown.value = value;
  lost.value = false;
}

let listening = false;
function listen(): void {
  connect();
  if (listening) return;
  listening = true;
  onLive("Display", show);
  onLive("CardProgress", (data) => {
    if (data["registerId"] === paired?.registerId) card.value = cardWords(data) ?? card.value;
  });
  for (const topic of ["carts", "orders"]) onEvent(topic, () => void look());
  addEventListener("online", () => void look());
}
function connect(): void {
  close?.();
  close = openStream(
    () => undefined,
    () => {
      close = undefined;
      void look();
    },
  );
}

let asking = false;
let again = false;
/** Asks for the whole picture; this also tells the appliance that somebody looks. */
async function look(): Promise<void> {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  clearTimeout(timer);
  try {
    const id = paired?.registerId ?? "";
    show((await call("getCustomerView", { path: { id }, patience: 4000 })).data);
    if (close === undefined) connect();
  } catch (error) {
    gone(error);
  }
  asking = false;
  clearTimeout(timer);
  if (paired !== null) timer = setTimeout(() => void look(), again ? 0 : lost.value ? beatWhenLost : beat);
  again = false;
}

/** A token that the store no longer takes: this screen is paired anew. */
function gone(error: unknown): void {
  if (!isProblem(error, "unauthenticated", "session-expired")) {
    lost.value = true;
    return;
  }
  if (own) localStorage.removeItem(ownKey);
  close?.();
  paired = null;
  step.value = "code";
}
