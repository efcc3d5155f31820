// How the kitchen's screen reaches the appliance: paired by a code of its own, or as the till of the same browser.
import { signal } from "@preact/signals";
import { call, tokens } from "../api/call";
import { keeping, keptAt } from "../api/kept";
import { isProblem } from "../api/problem";
import { onEvent, openStream } from "../api/stream";
import { uuid7 } from "../api/uuid";
import { loadLaterTexts } from "../i18n/text";
import { codeInAddress, forgetCode, onCodeInAddress } from "../shell/address_code";
import { pairByCode } from "../shell/pairing";
import { inOrder, type Ticket } from "./tickets";

const ownKey = "holdfast.kitchen";
const tillKey = "holdfast.terminal";
const beat = 5000; // milliseconds; what changes is told sooner

export const step = signal<"starting" | "code" | "on">("starting");
export const wrong = signal(false);
export const lost = signal(false);
export const tickets = signal<readonly Ticket[]>([]);
/** The last one that was said to be ready, for who touched the wrong one. */
export const last = signal<Ticket | null>(null);

let timer: ReturnType<typeof setTimeout> | undefined;
let close: (() => void) | undefined;

function use(place: string): boolean {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? "null") as { token?: unknown; key?: unknown } | null;
    if (typeof kept?.token !== "string") return false;
    tokens.terminal = kept.token;
    keeping.keeper = keptAt(place);
    tokens.key = typeof kept.key === "string" ? kept.key : null;
    return true;
  } catch {
    return false;
  }
}

export async function startKitchen(): Promise<void> {
  await loadLaterTexts();
  onCodeInAddress((code) => {
    forgetCode();
    void pair(code);
  });
  const code = codeInAddress();
  if (code !== null) {
    forgetCode();
    return pair(code);
  }
  if (use(ownKey) || use(tillKey)) return begin();
  step.value = "code";
}

export async function pair(code: string): Promise<void> {
  try {
    const { token, key } = await pairByCode(code, "Kitchen", "till", "kitchen");
    localStorage.setItem(ownKey, JSON.stringify({ token, ...(key !== undefined && { key }) }));
    use(ownKey);
    wrong.value = false;
    await begin();
  } catch {
    wrong.value = true;
    step.value = "code";
  }
}

let listening = false;
async function begin(): Promise<void> {
  if (!listening) {
    listening = true;
    onEvent("carts", (message) => {
      if (message.event?.type === "KitchenTicketChanged") void look();
    });
    addEventListener("online", () => void look());
  }
  connect();
  step.value = "on";
  await look();
}
function connect(): void {
  close?.();
  close = openStream(
    () => undefined,
    () => {
      close = undefined;
    },
  );
}

async function look(): Promise<void> {
  clearTimeout(timer);
  try {
    const { data } = await call("listKitchenTickets", { query: { open: true, limit: 100 }, patience: 4000 });
    tickets.value = inOrder(data.items);
    lost.value = false;
    if (close === undefined) connect();
  } catch (error) {
    if (isProblem(error, "unauthenticated", "session-expired")) {
      localStorage.removeItem(ownKey);
      close?.();
      step.value = "code";
      return;
    }
    lost.value = true;
  }
  timer = setTimeout(() => void look(), beat);
}

/** Done with it, or not after all. */
export async function finish(ticket: Ticket, ready: boolean): Promise<void> {
  try {
    await call("finishKitchenTicket", { path: { id: ticket.ticketId }, body: { ready }, key: uuid7() });
    last.value = ready ? ticket : null;
  } catch {
    lost.value = true;
  }
  await look();
}
