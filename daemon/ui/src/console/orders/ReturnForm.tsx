import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showBanner, showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { FormRow, Select } from "../../design/Form";
import { money, parseQuantity, quantity } from "../../i18n/format";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { Chips } from "../../screens/ReasonForm";
import { byPayment, offered } from "../../screens/returns/refund_parts";
import {
  type Chosen,
  choose,
  fromMicro,
  refundTotal,
  remaining,
  returnItems,
  toMicro,
} from "../../screens/returns/selection";
import { tenderName } from "../../screens/tender/tender_name";
import { act } from "../../till/act";
import { tenders } from "../../till/state";
import { useResource } from "../data";
import { consented } from "./consented";

type Order = Schemas["Order"];
const reasons = ["changed_mind", "faulty", "wrong_article", "damaged", "expired"];

/** Takes goods of a receipt back, paid out at a register with an open shift. Answers what was made of it. */
export function askReturn(order: Order): Promise<Order | undefined> {
  const number = ltr(order.receiptNumber ?? "");
  const label = t("console_orders.return_title", { number });
  return openDialog<Order>((close) => <ReturnForm order={order} title={label} close={close} />, { label, wide: true });
}

function ReturnForm({ order, title, close }: { order: Order; title: string; close: Close<Order> }) {
  const lines = order.items.filter((line) => remaining(line) > 0n);
  const registers = useResource("listRegisters", {}, { topics: ["shifts"] });
  const open = (registers.data?.items ?? []).filter(({ active, openShift }) => active && openShift !== null);
  const choices = byPayment(offered(tenders.value, order.personId !== null), order.payments).filter(
    ({ possible }) => possible,
  );
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const [reason, setReason] = useState("");
  const [chosenRegister, setRegister] = useState("");
  const register = chosenRegister || (open[0]?.id ?? "");
  const [tender, setTender] = useState(choices[0]?.tender.code ?? "");
  const [busy, setBusy] = useState(false);
  const back = refundTotal(order.items, chosen);
  const send = async () => {
    if (busy) return;
    setBusy(true);
    const body = { registerId: register, items: returnItems(chosen, reason, "new"), refunds: [{ tender }] };
    try {
      const made = await consented(
        "return",
        title,
        (approval) =>
          act("return", async (key) => {
            const args = { path: { id: order.orderId }, body, key, ...(approval ? { approval } : {}) };
            return (await call("returnOrderItems", args)).data;
          }),
        { after: money(-back, order.currency), reason },
      );
      if (made === undefined) return;
      showBanner({
        title: t("console_orders.returned", {
          number: ltr(made.receiptNumber ?? ""),
          amount: ltr(money(Math.abs(made.total), made.currency)),
        }),
      });
      close(made);
    } catch (error) {
      showProblem(error, { what: "console_orders.act_return" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event: Event) => {
        event.preventDefault();
        void send();
      }}
    >
      <DialogFrame
        title={title}
        buttons={
          <>
            <Button onClick={() => close()}>{t("core.cancel")}</Button>
            <Button
              kind="primary"
              size="large"
              type="submit"
              disabled={busy || chosen.size === 0 || reason === "" || register === ""}
            >
              {t("console_orders.pay_back", { amount: ltr(money(back, order.currency)) })}
            </Button>
          </>
        }
      >
        {registers.data && open.length === 0 && <p role="alert">{t("console_orders.no_open_register")}</p>}
        <div class="return-lines">
          {lines.map((line) => (
            <div key={line.orderItemId} class="return-line">
              <p>
                <bdi>{line.name}</bdi>
                <br />
                <small class="quiet">
                  {t("console_orders.left", { quantity: quantity(fromMicro(remaining(line)), line.unit) })} ·{" "}
                  {money(line.total, order.currency)}
                </small>
              </p>
              <Field
                label={t("console_orders.quantity_of", { name: line.name })}
                hideLabel
                numeric
                placeholder="0"
                onInput={(event) => {
                  const typed = parseQuantity(event.currentTarget.value);
                  setChosen(choose(chosen, line, typed === null ? 0n : (toMicro(typed) ?? 0n)));
                }}
              />
            </div>
          ))}
        </div>
        <Chips
          label={t("returns.reason")}
          options={reasons.map((key) => t(`returns.reason_${key}`))}
          value={reason}
          onChange={setReason}
        />
        <FormRow>
          <Select
            label={t("console_orders.pay_back_by")}
            value={tender}
            options={choices.map(({ tender: each }) => ({
              value: each.code,
              label: tenderName(each as Schemas["Tender"]),
            }))}
            onChoose={setTender}
          />
          <Select
            label={t("console_orders.at_register")}
            value={register}
            options={open.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={setRegister}
          />
        </FormRow>
      </DialogFrame>
    </form>
  );
}
