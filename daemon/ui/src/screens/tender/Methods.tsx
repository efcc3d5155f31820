import { gated } from "../../capabilities/capabilities";
import { Button } from "../../design/Button";
import type { IconName } from "../../design/Icon";
import { t } from "../../i18n/text";
import { keyFor } from "../../keys/shown";
import { tenders } from "../../till/state";
import { choose, operationOf, panel } from "./entry";
import { inOrder, type Tender } from "./lines";
import { booking, isPaid, question } from "./payment";
import { tenderName } from "./tender_name";

const icons: Record<Tender["kind"], IconName> = {
  cash: "drawer",
  card: "card",
  voucher: "gift",
  account: "user",
  other: "receipt",
  foreign_cash: "globe",
  gift_card: "gift",
  points: "user",
};
const actions: Partial<Record<Tender["kind"], string>> = {
  cash: "tender.exact",
  card: "tender.card",
  voucher: "tender.voucher",
  account: "tender.account",
  other: "tender.other",
  foreign_cash: "tender.foreign",
};

/** The store's ways to pay. While a card terminal has been asked, no other money is taken. */
export function Methods() {
  const list = inOrder(tenders.value);
  const off = booking.value || question.value !== undefined || isPaid();
  return (
    <section class="tender-methods" aria-label={t("tender.methods")}>
      {list.length === 0 && <p>{t("tender.no_tenders")}</p>}
      <ul>
        {list.map((tender) => {
          const first = list.find(({ kind }) => kind === tender.kind) === tender;
          const action = actions[tender.kind];
          const hotkey = first && action ? keyFor(action) : undefined;
          return (
            <li key={tender.code}>
              <Button
                icon={icons[tender.kind]}
                class="tender-method"
                disabled={off}
                {...gated(operationOf(tender.kind))}
                aria-pressed={panel.value?.code === tender.code ? "true" : undefined}
                {...(hotkey ? { hotkey } : {})}
                onClick={() => void choose(tender)}
              >
                <bdi>{tenderName(tender)}</bdi>
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
