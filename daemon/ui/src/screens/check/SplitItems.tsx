import { useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { cart, currency } from "../../till/state";
import { canPart, type Picked, partable, piecesOf, splitItems } from "./check_acts";

/** Who pays for what: lines, or pieces of them, that leave for a sale of their own. */
export function SplitItems({ parted }: { parted: (run: Promise<number>) => void }) {
  const [picked, setPicked] = useState<Picked>({});
  const [open, setOpen] = useState(false);
  const data = cart.value?.data;
  const items = data === undefined ? [] : partable(data);
  if (items.length === 0 || (items.length === 1 && items.every((item) => piecesOf(item) < 2))) return null;
  if (!open) return <Button onClick={() => setOpen(true)}>{t("check.by_item")}</Button>;
  const pick = (id: string, count: number) => setPicked({ ...picked, [id]: count });
  const part = () => {
    parted(splitItems(picked));
    setPicked({});
    setOpen(false);
  };
  return (
    <section class="check-items" aria-label={t("check.by_item")}>
      <p class="quiet">{t("check.by_item_hint")}</p>
      <ul class="check-charges">
        {items.map((item) => {
          const count = picked[item.itemId] ?? 0;
          return (
            <li key={item.itemId}>
              <bdi>{item.name}</bdi>
              <span class="amount quiet">{money(item.total, currency.value)}</span>
              <Button
                icon="minus"
                disabled={count === 0}
                aria-label={t("check.fewer", { name: item.name })}
                onClick={() => pick(item.itemId, count - 1)}
              />
              <output class="amount">{count}</output>
              <Button
                icon="plus"
                disabled={count >= piecesOf(item)}
                aria-label={t("check.more", { name: item.name })}
                onClick={() => pick(item.itemId, count + 1)}
              />
            </li>
          );
        })}
      </ul>
      <div class="check-row">
        <Button kind="primary" disabled={!canPart(items, picked)} onClick={part}>
          {t("check.part_items")}
        </Button>
        <Button kind="quiet" onClick={() => setOpen(false)}>
          {t("core.cancel")}
        </Button>
      </div>
    </section>
  );
}
