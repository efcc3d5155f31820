import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { isProblem } from "../../api/problem";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Keypad, press } from "../../design/Keypad";
import { dateTime, money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { refreshCart, showCart } from "../../till/cart";
import { cart, currency } from "../../till/state";
import { coarse } from "../tender/pointer";
import { offNow, worthOf } from "./points";
import "./gift.css";

/** Asks how many of the customer's points take something off this sale; 0 takes them off again. */
export async function askPointsOff(): Promise<void> {
  const loyalty = cart.value?.data.loyalty;
  if (loyalty === undefined || loyalty === null) return;
  const label = t("gift.points_off_title");
  const points = await openDialog<number>((close) => <AskPointsOff loyalty={loyalty} close={close} />, { label });
  if (points === undefined) return;
  try {
    await spend(points);
  } catch (error) {
    showProblem(error, { what: "gift.act_points_off" });
  }
}

function spend(points: number): Promise<unknown> {
  return act("spend_points", async (key) => {
    const shown = cart.value;
    if (shown === null) return;
    const args = { path: { id: shown.data.cartId }, body: { points }, key };
    try {
      showCart(await call("spendPoints", shown.etag === null ? args : { ...args, ifMatch: shown.etag }));
    } catch (error) {
      if (isProblem(error, "stale-version", "in-use-elsewhere", "not-found", "conflict")) await refreshCart();
      throw error;
    }
  });
}

type Loyalty = NonNullable<Schemas["Cart"]["loyalty"]>;

function AskPointsOff({ loyalty, close }: { loyalty: Loyalty; close: Close<number> }) {
  const before = offNow(cart.value?.data.discounts ?? [], loyalty.name);
  // Of points that the hub keeps, what it lent this store: nobody is asked for a discount.
  const free = loyalty.keptBy === undefined ? loyalty.mayRedeem : (loyalty.leased ?? { points: 0, amount: 0 });
  const most = before + free.points;
  const [text, setText] = useState(most > 0 ? String(before || most) : "");
  const [wrong, setWrong] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>("input:enabled, button")?.focus(), []);
  const points = /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
  const submit = () => {
    if (points === undefined || points === 0) return setWrong(t("gift.points_off_how_many"));
    if (points > most) return setWrong(t("gift.points_off_most", { n: most }));
    close(points);
  };
  return (
    <form
      ref={form}
      onSubmit={(event: Event) => {
        event.preventDefault();
        submit();
      }}
    >
      <DialogFrame
        title={t("gift.points_off_title")}
        buttons={
          <>
            <Button onClick={() => close()}>{t("core.cancel")}</Button>
            {before > 0 && <Button onClick={() => close(0)}>{t("gift.points_off_none")}</Button>}
            <Button kind="primary" size="large" type="submit" disabled={most === 0}>
              {t("gift.points_off_take")}
            </Button>
          </>
        }
      >
        <p class="gift-facts" role="status">
          <bdi>{loyalty.name}</bdi>
          <strong>{t("gift.points", { n: loyalty.balance + before })}</strong>
          {loyalty.tier && <bdi>{loyalty.tier.name}</bdi>}
        </p>
        {loyalty.keptBy && (
          <p>{t("gift.points_off_lent", { n: most, time: loyalty.asOf ? dateTime(loyalty.asOf, "time") : "—" })}</p>
        )}
        {most === 0 && <p role="alert">{t(loyalty.keptBy ? "gift.points_off_not_lent" : "gift.points_none")}</p>}
        <Field
          numeric
          class="ask-number"
          label={t("gift.points_off_label")}
          hint={t("gift.points_off_worth", { amount: money(worthOf(points ?? 0, free), currency.value) })}
          inputMode={coarse() ? "none" : "numeric"}
          value={text}
          disabled={most === 0}
          error={wrong || undefined}
          onInput={(event) => {
            setWrong("");
            setText(event.currentTarget.value);
          }}
        />
        <Keypad onKey={(key) => setText(press(text, key, 9))} />
      </DialogFrame>
    </form>
  );
}
