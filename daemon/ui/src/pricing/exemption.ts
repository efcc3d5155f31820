// Taxes that a customer does not pay: by a certificate, or because a business owes them itself. Pure.
import type { Schemas } from "../api/call";
import type { Cart } from "../till/state";
import type { Knowledge } from "./knowledge";

/** What of a customer decides prices. */
export type Buyer = Pick<Schemas["Customer"], "groups" | "exemption" | "taxNumber">;
/** Why, by the code of the tax. */
export type Lifted = Record<string, "exempt" | "reverse_charge">;

/** Undefined where the appliance would refuse: no certificate that is valid, nothing that this business could owe itself. */
export function liftedTaxes(
  cart: Cart | null,
  known: Knowledge,
  buyer: Buyer | undefined,
  at: Date,
): Lifted | undefined {
  const reversed = cart?.reverseCharge ? owedBy(buyer, known) : [];
  const exempt = cart?.exempt ? exemptOf(buyer, known, at) : [];
  if (reversed === undefined || exempt === undefined) return undefined;
  const why = (codes: string[], said: Lifted[string]) => codes.map((code): [string, Lifted[string]] => [code, said]);
  return Object.fromEntries([...why(exempt, "exempt"), ...why(reversed, "reverse_charge")]);
}

function owedBy(buyer: Buyer | undefined, { rules }: Knowledge): string[] | undefined {
  if (!buyer?.taxNumber) return undefined;
  const elsewhere = buyer.taxNumber.country !== rules.country;
  const found = Object.entries(rules.reverseCharge).filter(([, whose]) => elsewhere || whose === "anywhere");
  return found.length === 0 ? undefined : found.map(([code]) => code);
}
/** Codes that the rules no longer have are lifted of nothing. */
function exemptOf(buyer: Buyer | undefined, { rules }: Knowledge, at: Date): string[] | undefined {
  const certificate = buyer?.exemption;
  if (!certificate || (certificate.until && new Date(certificate.until) < at)) return undefined;
  const named = certificate.taxes ?? [];
  return Object.keys(rules.taxes).filter((code) => named.length === 0 || named.includes(code));
}
