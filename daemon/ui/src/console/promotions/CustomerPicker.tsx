import { useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { t } from "../../i18n/text";
import { useSettled } from "../articles/useArticles";
import { useResource } from "../data";

/** A customer by a few letters, for the groups that prices and promotions know them by. */
export function CustomerPicker({ onPick }: { onPick: (groups: string[]) => void }) {
  const [typed, setTyped] = useState("");
  const q = useSettled(typed.trim(), 200);
  const found = useResource("listCustomers", q === "" ? null : { query: { q, limit: 6 } });
  return (
    <>
      <Field
        type="search"
        label={t("console_goods.as_customer")}
        hint={t("console_goods.as_customer_hint")}
        dir="auto"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      {q !== "" && (
        <div class="card-actions" role="group" aria-label={t("console_goods.as_customer")}>
          {(found.data?.items ?? []).map(({ id, name, groups }) => (
            <Button
              key={id}
              size="small"
              onClick={() => {
                onPick(groups);
                setTyped("");
              }}
            >
              {name}
              {groups.length > 0 && ` (${groups.join(", ")})`}
            </Button>
          ))}
          {found.data?.items.length === 0 && <p class="quiet">{t("console_goods.no_customer")}</p>}
        </div>
      )}
    </>
  );
}
