import { call, type Schemas } from "../../api/call";
import { isProblem } from "../../api/problem";
import { showProblem } from "../../design/Banner";
import { t } from "../../i18n/text";
import { act } from "../../till/act";

export type GiftCard = Schemas["GiftCard"];

/** The card of a code, null when the store knows none, or what to tell the cashier. */
export async function lookUp(code: string): Promise<GiftCard | null | string> {
  try {
    return (await call("lookUpGiftCard", { body: { code } })).data;
  } catch (error) {
    if (isProblem(error, "not-found")) return null;
    if (isProblem(error, "invalid-argument")) return t("gift.not_a_card");
    showProblem(error, { what: "gift.what_look_up" });
    return "";
  }
}

/** Sets an amount of it aside for the cart, so that nobody else spends it meanwhile. */
export function setAside(code: string, amount: number, cartId: string): Promise<string> {
  return act(
    "authorise_card",
    async (key) => (await call("authoriseGiftCard", { body: { code, amount, cartId }, key })).data.authorisationId,
  );
}

/** What a line that was taken off the list had set aside. If nobody hears, time lets go of it. */
export function letGo(id: string): Promise<void> {
  return act("release_card", async (key) => void (await call("releaseGiftCard", { path: { id }, key }))).catch(
    () => undefined,
  );
}

/** What may be paid with it now. */
export function stateOf(card: GiftCard): "usable" | "empty" | "expired" | "inactive" | "closed" {
  if (card.state !== "active") return card.state;
  if (card.expired) return "expired";
  return card.available > 0 ? "usable" : "empty";
}
