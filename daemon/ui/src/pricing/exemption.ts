// A customer's certificate that some taxes are not to be taken. Pure.
import type { Schemas } from "../api/call";
import type { Knowledge } from "./knowledge";

/** What of a customer decides prices. */
export type Buyer = Pick<Schemas["Customer"], "groups" | "exemption">;

/** Taxes without those that the customer's certificate lifts; undefined without one that is valid. */
export function liftedTaxes({ rules }: Knowledge, buyer: Buyer | undefined, at: Date): Taxes | undefined {
  const certificate = buyer?.exemption;
  if (!certificate || (certificate.until && new Date(certificate.until) < at)) return undefined;
  const named = certificate.taxes ?? [];
  return Object.fromEntries(
    Object.entries(rules.taxes as Taxes).map(([code, rate]) =>
      named.length > 0 && !named.includes(code) ? [code, rate] : [code, { ...rate, exempt: true, included: false }],
    ),
  );
}
/** A lifted tax that is inside the price goes out of it, in fractions of a cent that no request can say; one of 0 % not. */
export function holdsLifted({ taxes }: { taxes: readonly string[] }, { rules }: Knowledge, left: Taxes): boolean {
  const before = rules.taxes as Taxes;
  const takesOut = (code: string, { included, exempt, rate } = before[code] ?? {}) =>
    included && !exempt && left[code]?.exempt && Number(rate ?? 1) !== 0;
  return taxes.some((code) => takesOut(code));
}
export type Taxes = Record<string, { included?: boolean; exempt?: boolean; rate?: string | number }>;
