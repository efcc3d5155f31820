import { useState } from "preact/hooks";
import { Amount } from "../../design/Amount";
import { askNumber, askText } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Page } from "../../design/Page";
import { dateTime, money, parseMoney, quantity } from "../../i18n/format";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { askRefund } from "../returns/RefundDialog";
import { giveUp, type Layaway, payIn, pickUp } from "./layaway_acts";
import { TenderChoice, usual } from "./TenderChoice";

interface Props {
  layaway: Layaway;
  onBack: () => void;
  onChange: (layaway: Layaway) => void;
}

/** One layaway: the goods, what was paid in, and what can be done next. */
export function KeptGoods({ layaway, onBack, onChange }: Props) {
  const [tender, setTender] = useState(usual());
  const { currency, left } = layaway;
  const said = (what: string) => (error: unknown) => showProblem(error, { what });
  const pay = async () => {
    const amount = await askNumber({
      title: t("layaways.pay_in"),
      label: t("layaways.how_much", { amount: ltr(money(left, currency)) }),
      parse: (text) => {
        const minor = parseMoney(text, currency);
        return minor !== null && minor > 0 && minor <= left ? minor : null;
      },
      wrong: t("layaways.amount_wrong"),
    });
    if (amount !== undefined) onChange(await payIn(layaway.layawayId, amount, tender));
  };
  const cancel = async () => {
    const kept = ltr(money(layaway.cancellationFee, currency));
    const back = layaway.paid - layaway.cancellationFee;
    const reason = await askText({
      title: t("layaways.give_up"),
      label: t("layaways.reason"),
      about: <p>{t("layaways.give_up_about", { back: ltr(money(back, currency)), fee: kept })}</p>,
      choices: [t("layaways.reason_mind"), t("layaways.reason_money"), t("layaways.reason_late")],
      danger: true,
    });
    if (reason === undefined) return;
    const refunds = await askRefund(back, null);
    if (refunds === undefined) return;
    if ((await giveUp(layaway.layawayId, reason, refunds)) !== undefined) onBack();
  };
  const open = layaway.status === "open";
  return (
    <Page title={layaway.personName || t("layaways.erased")} onBack={onBack}>
      <div class="layaway">
        <p class={layaway.overdue ? "layaway-overdue" : "quiet"}>
          {t(layaway.overdue ? "layaways.overdue" : "layaways.until", { day: dateTime(layaway.dueOn, "date") })}
        </p>
        <dl class="layaway-facts">
          <dt>{t("layaways.total")}</dt>
          <dd>
            <Amount minor={layaway.total} currency={currency} />
          </dd>
          <dt>{t("layaways.paid")}</dt>
          <dd>
            <Amount minor={layaway.paid} currency={currency} />
          </dd>
          <dt>{t("layaways.left")}</dt>
          <dd>
            <strong>
              <Amount minor={open ? left : 0} currency={currency} />
            </strong>
          </dd>
        </dl>
        {open ? (
          <>
            <TenderChoice chosen={tender} onChoose={setTender} />
            <div class="layaway-acts">
              {left > 0 && (
                <Button size="large" onClick={() => void pay().catch(said("layaways.act_pay"))}>
                  {t("layaways.pay_in")}
                </Button>
              )}
              <Button
                kind="primary"
                size="large"
                onClick={() => void pickUp(layaway, tender).then(onChange).catch(said("layaways.act_pick_up"))}
              >
                {left > 0 ? t("layaways.pick_up_for", { amount: ltr(money(left, currency)) }) : t("layaways.pick_up")}
              </Button>
              <Button kind="danger" onClick={() => void cancel().catch(said("layaways.act_cancel"))}>
                {t("layaways.give_up")}
              </Button>
            </div>
          </>
        ) : (
          <p role="status">{t(`layaways.is_${layaway.status}`)}</p>
        )}
        <section>
          <h2>{t("layaways.goods")}</h2>
          <ul class="layaway-lines">
            {layaway.items.map((item) => (
              <li key={item.sku + item.name}>
                <span dir="ltr">{quantity(item.quantity)}</span> <bdi>{item.name}</bdi>
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h2>{t("layaways.payments")}</h2>
          <ul class="layaway-lines">
            {layaway.payments.map((paid) => (
              <li key={paid.orderId}>
                <span>{dateTime(paid.at)}</span> <span dir="ltr">{paid.receiptNumber}</span>
                <Amount minor={paid.amount} currency={currency} />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Page>
  );
}
