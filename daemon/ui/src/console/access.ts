import { signal } from "@preact/signals";
import { call, type Schemas, tokens } from "../api/call";
import { type Kept, keeping, keptAt } from "../api/kept";
import { uuid7 } from "../api/uuid";
import { pairByCode } from "../shell/pairing";
import { loadStore } from "../till/session";
import { locked, session, type Terminal, terminal } from "../till/state";
import { loadSteps, openSteps } from "./first_start";
import { pages } from "./pages";
import { loadPeople } from "./people";
import { place } from "./place";

// The console is a terminal of its own, beside a till in the same browser: its tokens have names of their own.
const terminalKey = "holdfast.console.terminal";
const sessionKey = "holdfast.console.session";

/** Whether the appliance has a store; null until it was asked. */
export const hasStore = signal<boolean | null>(null);

export function restoreAccess(): void {
  const keeper = keptAt(terminalKey);
  const write = (fresh: Kept) =>
    terminal.peek() !== null && keepTerminal({ ...(terminal.peek() as Terminal), ...fresh });
  keeping.keeper = { read: keeper.read, write };
  keepTerminal(read<Terminal>(localStorage, terminalKey));
  const kept = read<Schemas["Session"]>(sessionStorage, sessionKey);
  if (kept !== null && Date.parse(kept.expiresAt) > Date.now()) keepSession(kept);
}

/** Makes this browser a console of the store, by a code that a till's page, the console or the command line showed. */
export async function pairConsole(code: string, name: string): Promise<void> {
  const { terminalId, token, key } = await pairByCode(code, name, "console");
  takeTerminal({ terminalId, token, name, registerId: null, ...(key !== undefined && { key }) });
}
/** The same for a token that the appliance handed over otherwise (at the end of the first start). */
export function takeTerminal(own: Terminal): void {
  keepTerminal(own);
}

export async function signOnConsole(staffCode: string, pin: string): Promise<void> {
  const { data } = await call("createSession", { body: { staffCode, pin }, key: uuid7() });
  keepSession(data);
  locked.value = false;
  await Promise.all([loadStore(), loadSteps(), loadPeople()]);
}

export async function signOffConsole(): Promise<void> {
  const ended = call("endSession", { key: uuid7() }).catch(() => undefined);
  keepSession(null);
  await ended;
}

/** Forgets the pairing too: the appliance takes it back at once. */
export async function leaveConsole(): Promise<void> {
  await call("leaveStore", { key: uuid7() }).catch(() => undefined);
  keepSession(null);
  keepTerminal(null);
}

/** The store no longer knows this browser (revoked, or another store took its place): it has to be paired anew. */
export function forgetConsole(): void {
  keepSession(null);
  keepTerminal(null);
}

const idleMinutes = 15;
/** A console that nobody touches asks for the PIN again; what stands on the page stays behind it. Called once. */
export function lockWhenIdle(): void {
  let touched = Date.now();
  for (const name of ["pointerdown", "keydown"])
    document.addEventListener(name, () => (touched = Date.now()), { capture: true, passive: true });
  setInterval(() => {
    if (session.peek() !== null && Date.now() - touched > idleMinutes * 60_000) locked.value = true;
  }, 5000);
}

/** The pages that the person signed on may see. */
export function visiblePages() {
  const own = session.value?.permissions ?? [];
  return pages.filter(
    ({ id, permissions }) =>
      (id !== "first_steps" || openSteps.value.length > 0 || place.value.page === id) &&
      (permissions.length === 0 || permissions.some((each) => own.includes(each))),
  );
}

function keepTerminal(value: Terminal | null): void {
  tokens.terminal = value?.token ?? null;
  tokens.key = value?.key ?? null;
  terminal.value = value;
  write(localStorage, terminalKey, value);
}
function keepSession(value: Schemas["Session"] | null): void {
  tokens.session = value?.token ?? null;
  session.value = value;
  write(sessionStorage, sessionKey, value);
}
function read<T>(storage: Storage, key: string): T | null {
  try {
    return JSON.parse(storage.getItem(key) ?? "null") as T | null;
  } catch {
    return null;
  }
}
function write(storage: Storage, key: string, value: unknown): void {
  if (value === null) storage.removeItem(key);
  else storage.setItem(key, JSON.stringify(value));
}
