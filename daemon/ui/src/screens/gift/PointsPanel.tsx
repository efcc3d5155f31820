import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { standing } from "../../capabilities/capabilities";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { dateTime, money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { go } from "../../till/navigation";
import { cart, currency } from "../../till/state";
import { complain, panel, settleWith } from "../tender/entry";
import type { Tender } from "../tender/lines";
import { lines, settlement } from "../tender/payment";
import { tenderName } from "../tender/tender_name";
import { payable } from "./points";
import "./gift.css";

/** Paying with the customer's points: how many there are, what they are worth, and all that may go into this sale. */
export function PointsPanel({ tender }: { tender: Tender }) {
  const [error, setError] = useState<string | undefined>();
  const box = useRef<HTMLDivElement>(null);
  const loyalty = cart.value?.data.loyalty;
  const customer = cart.value?.data.personId ?? null;
  useLayoutEffect(() => box.current?.querySelector<HTMLButtonElement>(".button-primary")?.focus(), [customer]);
  const used = lines.value.some((line) => line.tender.kind === "points");
  // Points that the hub keeps pay what it lent this store while it is away.
  const away = loyalty?.leased !== undefined && standing("loyalty.redeem")?.state === "limited";
  const most = away ? loyalty.leased : loyalty?.mayRedeem;
  const worth = most && !used ? payable(most, settlement.value.rest) : { points: 0, amount: 0 };
  const take = () => {
    const complaint = complain(tender, worth.amount);
    setError(complaint);
    if (complaint === undefined) void settleWith(tender, worth.amount);
  };
  return (
    <div class="tender-panel" ref={box}>
      <h2>
        <Icon name="user" size={28} />
        <bdi>{loyalty?.name ?? tenderName(tender)}</bdi>
      </h2>
      {customer === null && <p>{t("gift.points_need_customer")}</p>}
      {loyalty && (
        <p class="tender-panel-fact gift-facts" role="status">
          <strong>{t("gift.points", { n: loyalty.balance })}</strong>
          {loyalty.tier && <bdi>{loyalty.tier.name}</bdi>}
          <span>{t("gift.would_earn", { n: loyalty.wouldEarn })}</span>
          {away && (
            <span>
              {t("gift.points_away", {
                n: most?.points ?? 0,
                time: loyalty.asOf ? dateTime(loyalty.asOf, "time") : "—",
              })}
            </span>
          )}
        </p>
      )}
      {customer !== null && worth.amount === 0 && <p>{t(used ? "gift.points_used" : "gift.points_none")}</p>}
      {error && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
      <div class="tender-panel-buttons">
        {customer === null ? (
          <Button kind="primary" size="large" hotkey="Enter" onClick={() => go("customer", { next: "tender" })}>
            {t("tender.account_choose")}
          </Button>
        ) : (
          <Button kind="primary" size="large" hotkey="Enter" disabled={worth.amount === 0} onClick={take}>
            {t("gift.use_points", { n: worth.points, amount: money(worth.amount, currency.value) })}
          </Button>
        )}
        <Button kind="quiet" hotkey="Esc" onClick={() => (panel.value = null)}>
          {t("tender.cancel")}
        </Button>
      </div>
    </div>
  );
}
