import { minorDigits } from "../../i18n/format";
import countries from "./countries.json";

/** What a country proposes; rates in the order standard, reduced, …; the owner may change all of it. */
interface Preset {
  currency: string;
  zone: string;
  /** What its tax is called on receipts. */
  tax: string;
  rates: string[];
  /** Prices are without tax, which comes on top. */
  onTop?: boolean;
  /** Smallest amount of cash, in minor units, where coins below it are gone. */
  cashStep?: number;
}
export const presets = countries as Record<string, Preset>;

export interface Person {
  name: string;
  code: string;
  role: "manager" | "cashier";
  /** Never kept by the appliance before the store is made, so it is asked for again after a reload. */
  pin: string;
}
/** What the wizard knows so far. */
export interface Draft {
  step: number;
  name: string;
  country: string;
  currency: string;
  zone: string;
  address: string;
  taxNumber: string;
  taxWord: string;
  rates: string[];
  included: boolean;
  cashStep: number;
  registers: string[];
  people: Person[];
}

export function emptyDraft(): Draft {
  return {
    step: 0,
    name: "",
    country: "",
    currency: "",
    zone: "",
    address: "",
    taxNumber: "",
    taxWord: "",
    rates: [],
    included: true,
    cashStep: 1,
    registers: [],
    people: [{ name: "", code: "9001", role: "manager", pin: "" }],
  };
}

/** The country and all it proposes; what was typed elsewhere stays. */
export function inCountry(draft: Draft, country: string): Draft {
  const preset = presets[country];
  if (preset === undefined) return { ...draft, country };
  const { currency, zone, tax, rates, onTop = false, cashStep = 1 } = preset;
  return { ...draft, country, currency, zone, taxWord: tax, rates: [...rates], included: !onTop, cashStep };
}

/** What is kept on the appliance meanwhile: everything but the PINs. */
export function withoutPins(draft: Draft): Draft {
  return { ...draft, people: draft.people.map((person) => ({ ...person, pin: "" })) };
}

const named = ["standard", "reduced", "reduced2", "reduced3"];
/** Codes of the tax categories, by rate: `zero` for none, else by place. */
export function categoryCode(rates: readonly string[], at: number): string {
  if (Number(rates[at]) === 0 && rates.length > 1) return "zero";
  return named[at] ?? `reduced${at}`;
}

export const wrongPin = (pin: string) => !/^\d{4,12}$/.test(pin);
/** A percentage as typed, with a dot; null when it is none. */
export function rateOf(typed: string): string | null {
  const text = typed.trim().replace(",", ".");
  return /^\d{1,2}(\.\d{1,4})?$/.test(text) ? text : null;
}

interface Words {
  cash: string;
  card: string;
  voucher: string;
  manager: string;
  cashier: string;
  /** Name of a category by its code. */
  category: (code: string) => string;
}

const cashier = ["sell", "return", "discount", "open_price", "suspend", "shift_open", "shift_close", "x_report"];

/** The store document (`holdfast init --from` takes the same): what createStore is sent. */
export function documentOf(draft: Draft, words: Words, locale: string, allPermissions: readonly string[]) {
  const { currency, included, taxWord } = draft;
  const rates = draft.rates.length > 0 ? draft.rates : ["0"];
  const tender = { currency, givesChange: false, opensDrawer: false };
  return {
    site: {
      name: draft.name.trim(),
      country: draft.country,
      currency,
      timeZone: draft.zone,
      locale: `${locale}-${draft.country}`,
      pricesIncludeTax: included,
      taxNumber: draft.taxNumber.trim(),
      address: draft.address
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
      receiptFooter: [],
    },
    taxCategories: rates.map((rate, at) => ({
      code: categoryCode(rates, at),
      name: words.category(categoryCode(rates, at)),
      rates: [{ code: `${taxWord}${rate}`, name: `${taxWord} ${rate} %`, rate }],
    })),
    tenders: [
      {
        ...tender,
        code: "cash",
        name: words.cash,
        kind: "cash",
        roundingStep: step(draft),
        givesChange: true,
        opensDrawer: true,
      },
      { ...tender, code: "card", name: words.card, kind: "card" },
      { ...tender, code: "voucher", name: words.voucher, kind: "voucher" },
    ],
    roles: [
      { code: "cashier", name: words.cashier, permissions: cashier, maxDiscountPercent: "10" },
      { code: "manager", name: words.manager, permissions: [...allPermissions], maxDiscountPercent: "100" },
    ],
    staff: draft.people.map(({ name, code, role, pin }) => ({ name: name.trim(), code: code.trim(), role, pin })),
    registers: draft.registers.map((name, at) => ({ number: at + 1, name: name.trim() })),
  };
}

/** The preset's step is of its own currency; another one has whatever its coins allow. */
function step(draft: Draft): number {
  const same = presets[draft.country]?.currency === draft.currency;
  return same && minorDigits(draft.currency) > 0 ? draft.cashStep : 1;
}
