import { has, t } from "../../i18n/text";

export const kinds = ["cash", "card", "voucher", "account", "gift_card", "points", "foreign_cash", "other"] as const;
export const kindName = (kind: string) => (has(`console_money.kind_${kind}`) ? t(`console_money.kind_${kind}`) : kind);
