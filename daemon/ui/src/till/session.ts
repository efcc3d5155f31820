import { api, call, proved, type Schemas, tokens } from "../api/call";
import { type Kept, keeping, keptAt } from "../api/kept";
import { uuid7 } from "../api/uuid";
import { pairByCode } from "../shell/pairing";
import {
  locked,
  type Register,
  register,
  registers,
  session,
  shift,
  site,
  type Terminal,
  tenders,
  terminal,
} from "./state";

export type Permission = Schemas["Permission"];
const terminalKey = "holdfast.terminal";
const sessionKey = "holdfast.session";

/** Whether the person signed on may do this without another's consent. */
export function can(permission: Permission): boolean {
  return session.value?.permissions.includes(permission) ?? false;
}

/** What this browser still knows from before the page was loaded. */
export function restore(): void {
  const keeper = keptAt(terminalKey);
  const write = (fresh: Kept) =>
    terminal.peek() !== null && setTerminal({ ...(terminal.peek() as Terminal), ...fresh });
  keeping.keeper = { read: keeper.read, write };
  setTerminal(read<Terminal>(localStorage, terminalKey));
  const kept = read<Schemas["Session"]>(sessionStorage, sessionKey);
  if (kept !== null && Date.parse(kept.expiresAt) > Date.now()) setSession(kept);
}

export async function pair(code: string, name: string): Promise<void> {
  const { terminalId, token, registerId, key } = await pairByCode(code, name, "till");
  setTerminal({ terminalId, token, name, registerId: registerId ?? null, ...(key !== undefined && { key }) });
}

export function chooseRegister(id: string): void {
  if (terminal.value !== null) setTerminal({ ...terminal.value, registerId: id });
  placeRegister(registers.value);
}

/** Forgets the pairing; the caller has made sure that no work is unsent. */
export function unpair(): void {
  setSession(null);
  setTerminal(null);
}

/** Reads the registers, this till's among them, and its open shift. */
export async function loadRegisters(): Promise<void> {
  const { data } = await call("listRegisters");
  placeRegister(data.items);
}

function placeRegister(items: Register[]): void {
  registers.value = items;
  register.value = items.find((each) => each.id === terminal.value?.registerId) ?? null;
  shift.value = register.value?.openShift ?? null;
}

/** Signs a person on at this till. The cart stays as it is: a change of cashier never loses a sale. */
export async function signOn(staffCode: string, pin: string): Promise<void> {
  const { data } = await call("createSession", { body: { staffCode, pin }, key: uuid7() });
  const before = tokens.session;
  setSession(data);
  locked.value = false;
  rememberStaff(data.staff);
  if (before !== null) void endSession(before);
  await loadStore();
}

/** The store, its tenders and registers: what the screens need of it. */
export async function loadStore(): Promise<void> {
  const [store, ways] = await Promise.all([call("getSite"), call("listTenders"), loadRegisters()]);
  site.value = store.data;
  // What was paid in for goods that are kept pays by itself, at their screen.
  tenders.value = ways.data.items.filter(({ code }) => code !== "layaway");
}

export async function signOff(): Promise<void> {
  const before = tokens.session;
  setSession(null);
  locked.value = false;
  if (before !== null) await endSession(before);
}

/** Covers the screen at once; whoever signs on next goes on with the same cart. */
export function lock(): void {
  if (session.value !== null) locked.value = true;
}

/** The daemon no longer knows the session: ask for the PIN again, with everything else kept. */
export function sessionLost(): void {
  if (session.value === null) return;
  locked.value = true;
  tokens.session = null;
}

async function endSession(token: string): Promise<void> {
  // By hand: the token is no longer the current one.
  const headers = { Authorization: `Bearer ${token}`, "Idempotency-Key": uuid7() };
  await proved(`${api.base}/v1/sessions/current`, token, { method: "DELETE", headers }).catch(() => undefined);
}

export interface KnownStaff {
  code: string;
  name: string;
}
const staffKey = "holdfast.staff";

/** Who signed on at this till lately, newest first, for switching with one tap and a PIN. */
export function knownStaff(): KnownStaff[] {
  return read<KnownStaff[]>(localStorage, staffKey) ?? [];
}
function rememberStaff({ code, name }: KnownStaff): void {
  const others = knownStaff().filter((person) => person.code !== code);
  localStorage.setItem(staffKey, JSON.stringify([{ code, name }, ...others].slice(0, 6)));
}

function setTerminal(value: Terminal | null): void {
  // The token first: whoever watches the signal may ask the appliance at once.
  tokens.terminal = value?.token ?? null;
  tokens.key = value?.key ?? null;
  terminal.value = value;
  write(localStorage, terminalKey, value);
}
function setSession(value: Schemas["Session"] | null): void {
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
