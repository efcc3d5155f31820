// What the customers' screen shows, as the appliance tells it of a register. Pure.
import type { Schemas } from "../api/call";

/** Of GET /v1/registers/{id}/display and of the live message `Display`. */
export type Shown = Schemas["CustomerView"];

/** What the card terminal says, while a payment runs. */
export interface CardWords {
  key: string;
  text: string;
}

/** Of a live message about a card; null when it says nothing. */
export function cardWords(data: Record<string, unknown>): CardWords | null {
  const key = String(data["key"] ?? "");
  return key === "" ? null : { key, text: String(data["text"] ?? "") };
}

/** Words of the terminal that are meant for the customer; the others are the cashier's. */
export function forCustomer(words: CardWords | null): string | null {
  return words?.key.startsWith("eft.status.") ? words.key : null;
}

/** Whether an answer is for this register and whole enough to be shown. */
export function isShown(value: unknown, registerId: string | null): value is Shown {
  const shown = value as Partial<Shown> | null;
  return (
    typeof shown === "object" &&
    shown?.registerId === registerId &&
    ["idle", "selling", "paying", "done"].includes(shown?.state ?? "") &&
    Array.isArray(shown?.items)
  );
}
