// Tips of a tender as they are written in its form: shares and amounts with commas between them. Pure.
import type { Schemas } from "../../api/call";
import { amount as amountText, parseMoney } from "../../i18n/format";

type TipPolicy = Schemas["TipPolicy"];

export interface TipsText {
  readonly taken: boolean;
  readonly percents: string;
  readonly amounts: string;
  readonly refunded: boolean;
}

export function textOf(policy: TipPolicy | null | undefined, currency: string): TipsText {
  return {
    taken: policy != null,
    percents: policy ? policy.percents.join("; ") : "5; 10; 15",
    amounts: policy ? policy.amounts.map((each) => amountText(each, currency)).join("; ") : "",
    refunded: policy?.refunded ?? false,
  };
}

/** What is written; an amount that is none becomes 0, which the appliance refuses by its place. Null: no tips. */
export function policyOf(text: TipsText, currency: string): TipPolicy | null {
  if (!text.taken) return null;
  return {
    percents: parts(text.percents).map((each) => Number(each.replace("%", "")) || 0),
    amounts: parts(text.amounts).map((each) => parseMoney(each, currency) ?? 0),
    refunded: text.refunded,
  };
}

const parts = (text: string): string[] =>
  text
    .split(/[;؛]/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
