// Reckons what a scan will come to while the appliance answers, shows it as not confirmed, and compares.
import { batch, effect, signal, untracked } from "@preact/signals";
import { call, type Schemas } from "../api/call";
import { type Foreseen, foreseen, useForesight } from "../till/foresee";
import { type Cart, cart, catalogueVersion, link, session, training } from "../till/state";
import { basketOf, type Coming, comingOf } from "./basket";
import { type Engine, loadEngine, type PriceAnswer } from "./engine";
import type { Buyer } from "./exemption";
import { type Knowledge, keptKnowledge, readKnowledge } from "./knowledge";
import { countersMatter } from "./limits";

interface Pending {
  id: string;
  /** Undefined: an article that only the appliance can tell; nothing is shown until it has. */
  coming: Coming | undefined;
}

/** What an earlier page kept is read anew when it is older, in milliseconds. */
const freshFor = 600_000;

const pending = signal<readonly Pending[]>([]);
let engine: Engine | undefined;
let known: Knowledge | undefined;
/** The customers that were on the cart, as the appliance said last. */
const buyers = new Map<string, Buyer>();
let counter = 0;
/** Nearly every answer is there sooner than anybody sees; only what takes longer is reckoned on the spot. */
const soonEnough = 30;
const late = signal(false);
let reading: "soon" | "now" | undefined;
let outdated = false;
/** How often it was right and wrong since the page was loaded; for the tests and the curious. */
export const score = { right: 0, wrong: 0 };

/** Called once the page stands. */
export async function startForesight(): Promise<void> {
  const [loaded, kept] = await Promise.all([loadEngine(), keptKnowledge().catch(() => undefined)]);
  if (loaded === undefined) return;
  engine = loaded;
  if (kept !== undefined) know(kept);
  useForesight(expect);
  // The practice store has prices of its own, which nobody waits for.
  effect(() => {
    const changed = catalogueVersion.value > 0;
    if (session.value === null || training.value) return;
    if (changed) untracked(() => readSoon(2000));
    else if (known === undefined || Date.now() - known.readAt > freshFor) untracked(() => readSoon(0));
  });
  effect(() => {
    const buyer = cart.value?.data.personId ?? null;
    if (buyer !== null && !training.value) untracked(() => void meet(buyer));
  });
  effect(() => {
    const said = cart.value?.data ?? null;
    const waiting = late.value ? pending.value : [];
    untracked(() => show(said, waiting));
  });
}

/** Reads what a customer's prices hang on; until then nothing is foreseen of their cart. */
async function meet(buyer: string): Promise<void> {
  const answer = await call("getCustomer", { path: { id: buyer } }).catch(() => undefined);
  if (answer !== undefined) buyers.set(buyer, answer.data);
}

/** Reads prices anew after a while, however many changes there are meanwhile; once more when one comes during it. */
function readSoon(wait: number): void {
  if (reading !== undefined) {
    outdated = reading === "now";
    return;
  }
  reading = "soon";
  setTimeout(() => void read(), wait);
}

async function read(): Promise<void> {
  reading = "now";
  outdated = false;
  const fresh = await readKnowledge().catch(() => undefined); // the appliance is away: what is known stays
  reading = undefined;
  if (session.peek() === null || training.peek()) return;
  if (fresh !== undefined) know(fresh);
  if (outdated || fresh === undefined) readSoon(fresh === undefined ? 10_000 : 2000);
}

function know(fresh: Knowledge): void {
  const { currency, promotions } = fresh.rules;
  const documents = promotions.map(({ version, document }) => ({ ...document, version }));
  const answer = engine?.keepRules(JSON.stringify({ currency, promotions: documents }));
  const charges = engine?.keepCharges(JSON.stringify({ currency, charges: fresh.charges }));
  const kept = answer !== undefined && "rules" in answer && charges !== undefined && "charges" in charges;
  known = kept ? fresh : undefined;
  document.documentElement.dataset["foresight"] = known === undefined ? "off" : "ready"; // for tests, and for whoever wonders
}

function expect(body: Schemas["CartItemIn"]): (answer: Cart | null) => void {
  const id = `coming-${++counter}`;
  const coming = known === undefined || training.peek() ? undefined : comingOf(id, body, known);
  pending.value = [...pending.value, { id, coming }];
  if (link.peek() === "lost") late.value = true;
  else setTimeout(lateUnlessAnswered, soonEnough, id);
  return (answer) => {
    const before = cart.peek()?.data ?? null;
    batch(() => {
      pending.value = pending.peek().filter((each) => each.id !== id);
      if (pending.peek().length === 0) late.value = false;
    });
    if (answer !== null && coming !== undefined) whenIdle(() => compare(before, coming, answer));
  };
}

function lateUnlessAnswered(id: string): void {
  if (pending.peek().some((each) => each.id === id)) late.value = true;
}

/** After what the cashier waits for. */
function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(run, { timeout: 2000 });
  else setTimeout(run, 50);
}

function show(said: Cart | null, waiting: readonly Pending[]): void {
  const [first] = waiting;
  if (first === undefined || waiting.some((each) => each.coming === undefined)) {
    foreseen.value = null;
    return;
  }
  const coming = waiting.flatMap((each) => each.coming ?? []);
  const all = price(said, coming);
  foreseen.value = all === undefined ? null : shown(said, coming, all);
}

type Priced = { answer: PriceAnswer; joins: Map<string, string>; quantities: Map<string, string> };
function price(said: Cart | null, coming: readonly Coming[]): Priced | undefined {
  if (known === undefined || engine === undefined) return undefined;
  const basket = basketOf(said, coming, known, new Date(), buyers.get(said?.personId ?? ""));
  if (basket === undefined) return undefined;
  try {
    const answer = engine.priceSale(basket.sale);
    if ("refused" in answer) return undefined;
    const fresh = Date.now() - known.readAt < freshFor;
    if (countersMatter(known.rules, answer, (said?.personId ?? null) !== null, fresh)) {
      if (!fresh) readSoon(0);
      return undefined;
    }
    return { answer, joins: basket.joins, quantities: basket.quantities };
  } catch {
    engine = undefined; // a trap: the instance is spent
    void loadEngine()
      .then((fresh) => {
        engine = fresh;
        if (known !== undefined) know(known);
      })
      .catch(() => undefined);
    return undefined;
  }
}

function shown(said: Cart | null, coming: readonly Coming[], { answer, joins, quantities }: Priced): Foreseen {
  const totals = new Map(answer.lines.map((line) => [line.id, line.gross]));
  const there = new Set(said?.items.map((item) => item.itemId));
  const changed: Foreseen["changed"] = new Map();
  for (const id of joins.values())
    if (there.has(id)) changed.set(id, { quantity: quantities.get(id) ?? "", total: totals.get(id) ?? 0 });
  const added = coming
    .filter(({ id }) => !joins.has(id))
    .map(({ id, article }) => ({
      key: id,
      name: article.name,
      unit: article.unit,
      quantity: quantities.get(id) ?? "1",
      total: totals.get(id) ?? 0,
    }));
  const { subtotal, discount, tax, total } = answer;
  return { added, changed, subtotal, discount, tax, total };
}

/** Only of the very cart that came before; anything else that happened in between says nothing. */
function compare(before: Cart | null, coming: Coming, answer: Cart): void {
  const next =
    before === null ? answer.version === 2 : before.cartId === answer.cartId && answer.version === before.version + 1;
  const reckoned = next ? price(before, [coming])?.answer : undefined;
  if (reckoned === undefined) return;
  if (answer.total === reckoned.total) {
    score.right += 1;
    return;
  }
  score.wrong += 1;
  const body = {
    cartId: answer.cartId,
    version: answer.version,
    foreseen: reckoned.total,
    answered: answer.total,
    engineVersion: known?.rules.engineVersion ?? "?",
  };
  void call("reportPriceDifference", { body }).catch(() => undefined);
  readSoon(2000); // most likely a price that has changed
}
