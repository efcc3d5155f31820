import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { Button } from "../../design/Button";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Form, Select } from "../../design/Form";
import { parseQuantity, quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";

type Article = Schemas["StockLevel"];
export type How = "receive" | "adjust" | "write_off";
const reasons = ["damaged", "expired", "stolen", "used", "donated"] as const;

/** Moves one article's stock: goods came, the books are put right, or goods are lost; true once it is booked. */
export function askMove(article: Article, how: How): Promise<boolean | undefined> {
  const title = t(`console_goods.${how}`);
  return openDialog<boolean>((close) => <MoveForm {...{ article, how, title, close }} />, { label: title });
}

interface Props {
  article: Article;
  how: How;
  title: string;
  close: Close<boolean>;
}
function MoveForm({ article, how, title, close }: Props) {
  const [text, setText] = useState("");
  const [why, setWhy] = useState<string>(how === "write_off" ? "damaged" : "");
  const [note, setNote] = useState("");
  const minus = text.trim().startsWith("-");
  const size = parseQuantity(text.trim().replace(/^[+-]/, ""));
  const good = size !== null && (how === "adjust" || !minus);
  const down = how === "write_off" || minus;
  const reason = [why !== "" ? t(`console_goods.lost_${why}`) : "", note.trim()].filter(Boolean).join(": ");
  const send = async () => {
    const kind: "receipt" | "adjustment" = how === "receive" ? "receipt" : "adjustment";
    const body = { kind, items: [{ sku: article.sku, quantity: `${down ? "-" : ""}${size}` }], reason };
    const done = await withApproval("stock_adjust", title, (approval) =>
      act("createStockMoves", (key) => call("createStockMoves", { body, key, ...(approval ? { approval } : {}) })),
    );
    if (done) close(true);
  };
  return (
    <DialogFrame title={title}>
      <p class="quiet">
        <bdi>{article.name}</bdi> · {t("console_goods.on_hand")} {quantity(article.quantity, article.unit)}
      </p>
      <Form
        what="console_goods.move_failed"
        send={title}
        onSend={send}
        disabled={!good || reason === ""}
        beside={<Button onClick={() => close()}>{t("core.cancel")}</Button>}
      >
        {() => (
          <>
            <Field
              numeric
              label={t(`console_goods.quantity_${how}`)}
              {...(how === "adjust" ? { hint: t("console_goods.adjust_hint") } : {})}
              value={text}
              error={text.trim() !== "" && !good ? t("console_goods.wrong_quantity") : undefined}
              onInput={(event) => setText(event.currentTarget.value)}
            />
            {how === "write_off" && (
              <Select
                label={t("core.reason")}
                value={why}
                options={reasons.map((each) => ({ value: each, label: t(`console_goods.lost_${each}`) }))}
                onChoose={setWhy}
              />
            )}
            <Field
              label={
                how === "write_off"
                  ? t("console_goods.note")
                  : how === "receive"
                    ? t("console_goods.reference")
                    : t("core.reason")
              }
              value={note}
              dir="auto"
              maxLength={150}
              onInput={(event) => setNote(event.currentTarget.value)}
            />
          </>
        )}
      </Form>
    </DialogFrame>
  );
}
