import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { DialogFrame, dialogs, openDialog } from "../../design/Dialog";
import { money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { settled } from "../../till/act";
import { cart } from "../../till/state";
import "./explain.css";
import { type Explained, explainedCart, explainedOrder, type Step } from "./steps";

/** Asks the appliance why the cart costs what it costs, and shows it; the chosen line is open. */
export async function explainCart(itemId: string | null): Promise<void> {
  await settled();
  const said = cart.value?.data;
  if (said === undefined || said.items.length === 0) return;
  try {
    await explain(said, itemId);
  } catch (error) {
    showProblem(error, { what: "sale.why_failed" });
  }
}
/** The same of any cart, by its id. Throws what the appliance refuses with. */
export async function explainCartOf(id: string): Promise<void> {
  const { data } = await call("getCart", { path: { id } });
  await explain(data, null);
}
async function explain(said: Schemas["Cart"], itemId: string | null): Promise<void> {
  const { data } = await call("explainCart", { path: { id: said.cartId } });
  const taxes = new Map(said.taxes.map(({ code, ...tax }) => [code, tax]));
  show(explainedCart(data, taxes), itemId);
}
/** The same of a sale that is done, from what was stored with it. */
export function explainOrder(order: Schemas["Order"]): void {
  show(explainedOrder(order), null);
}

function show(explained: Explained, itemId: string | null): void {
  const label = t("explain.title");
  if (dialogs.value.some((dialog) => dialog.label === label)) return;
  void openDialog<void>((close) => <Explain {...{ explained, itemId }} onClose={() => close()} />, {
    label,
    wide: true,
  });
}

function Explain({ explained, itemId, onClose }: { explained: Explained; itemId: string | null; onClose: () => void }) {
  return (
    <DialogFrame title={t("explain.title")} buttons={<Button onClick={onClose}>{t("core.close")}</Button>}>
      <Explanation explained={explained} itemId={itemId} />
    </DialogFrame>
  );
}

/** Every line with its steps, the taxes, the total, and what did not apply. */
export function Explanation({ explained, itemId }: { explained: Explained; itemId: string | null }) {
  const { lines, notApplied, taxes, total, currency, proof } = explained;
  const first = itemId ?? (lines.length === 1 ? lines[0]?.id : undefined);
  return (
    <div class="explain">
      {lines.map((line) => (
        <details key={line.id} open={line.id === first || line.steps.length > 1}>
          <summary autofocus={line.id === first}>
            <span>
              <bdi>{line.name}</bdi>
            </span>
            <span class="amount">{money(line.amount, currency)}</span>
          </summary>
          <Steps steps={line.steps} currency={currency} />
        </details>
      ))}
      <section>
        <h3>{t("explain.taxes")}</h3>
        <Steps steps={taxes.length > 0 ? taxes : [{ text: t("explain.no_taxes") }]} currency={currency} />
      </section>
      <p class="explain-total">
        {t("sale.total")} <span class="amount">{money(total, currency)}</span>
      </p>
      {notApplied.length > 0 && (
        <section>
          <h3>{t("explain.not_applied")}</h3>
          <Steps steps={notApplied} currency={currency} />
        </section>
      )}
      {proof !== undefined && (
        <p class="explain-proof">
          {t("explain.proof", { engine: proof.engine })} <bdi dir="ltr">{proof.digest.slice(0, 16)}</bdi>
        </p>
      )}
    </div>
  );
}

function Steps({ steps, currency }: { steps: readonly Step[]; currency: string }) {
  return (
    <ol class="explain-steps">
      {steps.map(({ text, note, amount }) => (
        <li key={text + (note ?? "")}>
          <span>
            {text}
            {note !== undefined && <small>{note}</small>}
          </span>
          {amount !== undefined && <span class="amount">{money(amount, currency)}</span>}
        </li>
      ))}
    </ol>
  );
}
