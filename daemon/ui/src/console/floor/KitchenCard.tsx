import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { Card } from "../../design/Card";
import { Check, Form } from "../../design/Form";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { can } from "../../till/session";
import { useResource } from "../data";
import { Loaded } from "../Loaded";
import { tell } from "../tell";

/** Which orders that are paid at once the kitchen's screen shows: those with articles of these categories. */
export function KitchenCard() {
  const site = useResource("getSite");
  const categories = useResource("listCategories");
  if (!can("device_admin")) return null;
  return (
    <Loaded of={site}>
      {(data) => (
        <Loaded of={categories}>
          {({ items }) => <Categories known={data.policy.kitchenCategories} categories={items} saved={site.reload} />}
        </Loaded>
      )}
    </Loaded>
  );
}

interface CategoriesProps {
  known: readonly string[];
  categories: readonly Schemas["Category"][];
  saved: () => Promise<void>;
}
function Categories({ known, categories, saved }: CategoriesProps) {
  const [slugs, setSlugs] = useState<readonly string[]>(known);
  const send = async () => {
    const body = { policy: { kitchenCategories: [...slugs] } };
    await act("site", (key) => call("updateSite", { body, key }));
    await saved();
    tell(t("console_store.saved"), "saved");
  };
  return (
    <Card title={t("console_floor.kitchen")}>
      <Form what="console_floor.not_saved" onSend={send}>
        {() => (
          <fieldset class="plan-kitchen">
            <legend class="field-hint">{t("console_floor.kitchen_hint")}</legend>
            {categories.map(({ id, slug, name }) => (
              <Check
                key={id}
                label={<bdi>{name}</bdi>}
                checked={slugs.includes(slug)}
                onChange={(on) => setSlugs(on ? [...slugs, slug] : slugs.filter((each) => each !== slug))}
              />
            ))}
          </fieldset>
        )}
      </Form>
    </Card>
  );
}
