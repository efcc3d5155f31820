import { lang, t } from "../../i18n/text";
import { site, tenders } from "../../till/state";
import type { Tender } from "./lines";

const own = ["cash", "card", "voucher", "account", "gift_card", "points"];

/**
 * A tender as the cashier reads it. In the store's own language the store's name for it; in another one the word for its
 * kind, as long as that leaves no doubt which tender is meant.
 */
export function tenderName(tender: Tender): string {
  if ((site.value?.locale ?? "").split("-")[0] === lang.value) return tender.name;
  const alike = tenders.value.filter(({ active, kind }) => active && kind === tender.kind);
  if (tender.kind === "foreign_cash") return currencyName(tender.currency) ?? tender.name;
  return own.includes(tender.kind) && alike.length <= 1 ? t(`tender.kind_${tender.kind}`) : tender.name;
}

function currencyName(currency: string): string | undefined {
  const name = new Intl.DisplayNames(lang.value, { type: "currency" }).of(currency);
  return name && name.charAt(0).toLocaleUpperCase(lang.value) + name.slice(1);
}

/** The same for a payment that only says its tender's code. */
export function nameOfTender(code: string, otherwise = code): string {
  const tender = tenders.value.find((each) => each.code === code);
  return tender ? tenderName(tender) : otherwise;
}
