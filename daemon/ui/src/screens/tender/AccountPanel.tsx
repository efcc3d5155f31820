import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { go } from "../../till/navigation";
import { cart, currency } from "../../till/state";
import { amountFor, panel, settleWith, wrong } from "./entry";
import { proposed, type Tender } from "./lines";
import { settlement } from "./payment";
import { tenderName } from "./tender_name";

/** A sale on account is the customer's debt, so it needs one; the daemon knows the limit. */
export function AccountPanel({ tender }: { tender: Tender }) {
  const personId = cart.value?.data.personId ?? null;
  const [person, setPerson] = useState<Schemas["Customer"] | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (personId === null) return;
    call("getCustomer", { path: { id: personId } })
      .then(({ data }) => setPerson(data))
      .catch((error: unknown) => showProblem(error, { what: "tender.what_customer" }));
  }, [personId]);
  useLayoutEffect(() => box.current?.querySelector<HTMLButtonElement>(".button-primary")?.focus(), [personId, person]);
  const amount = money(proposed(tender, settlement.value), currency.value);
  const charge = () => {
    const taken = amountFor(tender);
    if (taken !== null) void settleWith(tender, taken);
  };
  return (
    <div class="tender-panel" ref={box}>
      <h2>
        <Icon name="user" size={28} />
        <bdi>{tenderName(tender)}</bdi>
      </h2>
      {personId === null ? (
        <p>{t("tender.account_none")}</p>
      ) : (
        <p class="tender-panel-fact">
          <span>{t("tender.account_who")}</span>{" "}
          <strong>
            <bdi>{person?.name ?? "…"}</bdi>
          </strong>
        </p>
      )}
      {wrong.value && (
        <p class="field-error" role="alert">
          {wrong.value}
        </p>
      )}
      <div class="tender-panel-buttons">
        {personId === null ? (
          <Button kind="primary" size="large" hotkey="Enter" onClick={() => go("customer", { next: "tender" })}>
            {t("tender.account_choose")}
          </Button>
        ) : (
          <Button kind="primary" size="large" hotkey="Enter" onClick={charge}>
            {t(settlement.value.refund ? "tender.account_refund" : "tender.account_charge", { amount })}
          </Button>
        )}
        <Button kind="quiet" hotkey="Esc" onClick={() => (panel.value = null)}>
          {t("tender.cancel")}
        </Button>
      </div>
    </div>
  );
}
