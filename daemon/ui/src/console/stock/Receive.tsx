import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { Card } from "../../design/Card";
import { Field } from "../../design/Field";
import { Form } from "../../design/Form";
import { parseQuantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { ArticlePicker } from "../articles/ArticlePicker";
import { Sheet } from "../frame/Sheet";
import { linkTo } from "../place";
import { tell } from "../tell";
import { LineList } from "./LineList";
import { type Line, moreOf } from "./lines";

/** Goods that came: scan or search them one after the other, then book them with the delivery's number. */
export function Receive() {
  const [lines, setLines] = useState<Line[]>([]);
  const [reference, setReference] = useState("");
  const book = async () => {
    const items = lines.map(({ variant, quantity }) => ({ sku: variant.sku, quantity }));
    const reason = t("console_goods.delivery", { reference: reference.trim() });
    const done = await withApproval("stock_adjust", t("console_goods.receive"), (approval) =>
      act("createStockMoves", (key) =>
        call("createStockMoves", {
          body: { kind: "receipt", items, reason },
          key,
          ...(approval ? { approval } : {}),
        }),
      ),
    );
    if (done === undefined) return;
    tell(t("console_goods.received", { n: done.data.items.length }));
    setLines([]);
    setReference("");
  };
  const good = lines.length > 0 && lines.every(({ quantity }) => parseQuantity(quantity) !== null);
  return (
    <Sheet
      title={t("console_goods.receive")}
      intro={t("console_goods.receive_intro")}
      back={{ href: linkTo("stock"), label: t("console_goods.stock") }}
    >
      <Card>
        <ArticlePicker
          label={t("console_goods.add_article")}
          onPick={(variant) => setLines((before) => moreOf(before, variant))}
        />
      </Card>
      <Card title={t("console_goods.delivered")}>
        <Form
          what="console_goods.receive_failed"
          send={t("console_goods.book_in")}
          onSend={book}
          disabled={!good || reference.trim() === ""}
        >
          {() => (
            <>
              <LineList lines={lines} onChange={setLines} />
              <Field
                label={t("console_goods.reference")}
                hint={t("console_goods.reference_hint")}
                value={reference}
                dir="auto"
                maxLength={150}
                onInput={(event) => setReference(event.currentTarget.value)}
              />
            </>
          )}
        </Form>
      </Card>
    </Sheet>
  );
}
