import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { Button } from "../../design/Button";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { money } from "../../i18n/format";
import { loadLaterTexts, t } from "../../i18n/text";
import "./choose.css";
import { begin, chosen, drop, extraOf, full, type Group, missing, type Picks, pick } from "./picks";

type Choices = Schemas["Choices"];
type Chosen = Schemas["ChoiceIn"][];

/** What is chosen with an article: a drink and a side of a menu, extras of a dish. Undefined when it was left. */
export async function askChoices(variantId: string, name: string): Promise<Chosen | undefined> {
  const [{ data }] = await Promise.all([call("listChoices", { path: { id: variantId } }), loadLaterTexts()]);
  return openDialog<Chosen>((close) => <Choose name={name} choices={data} close={close} />, {
    label: name,
    wide: true,
  });
}

function Choose({ name, choices, close }: { name: string; choices: Choices; close: Close<Chosen> }) {
  const { groups, price, currency } = choices;
  const [picks, setPicks] = useState<Picks>(() => begin(groups));
  const enough = groups.every((group) => missing(picks, group) === 0);
  const total = price === null ? "" : money(price + extraOf(picks, groups), currency);
  return (
    <DialogFrame
      title={name}
      buttons={
        <>
          <Button onClick={() => close()}>{t("core.cancel")}</Button>
          <Button kind="primary" disabled={!enough} onClick={() => close(chosen(picks, groups))}>
            {t("floor.choose_add", { price: total })}
          </Button>
        </>
      }
    >
      <div class="choose">
        {groups.map((group) => (
          <Options key={group.name} group={group} picks={picks} currency={currency} change={setPicks} />
        ))}
      </div>
    </DialogFrame>
  );
}

interface OptionsProps {
  group: Group;
  picks: Picks;
  currency: string;
  change: (picks: Picks) => void;
}
function Options({ group, picks, currency, change }: OptionsProps) {
  const { name, least, most, options } = group;
  const left = missing(picks, group);
  const rule = least === most ? t("floor.choose_n", { n: most }) : t("floor.choose_up_to", { n: most });
  return (
    <fieldset class={left > 0 ? "choose-group choose-missing" : "choose-group"}>
      <legend>
        <bdi>{name}</bdi> <span class="quiet">{rule}</span>
      </legend>
      {options.length === 0 && <p class="quiet">{t("floor.choose_none")}</p>}
      <div class="choose-options">
        {options.map(({ sku, name: label, extra }) => {
          const count = picks[name]?.[sku] ?? 0;
          const counted = most > 1 && count > 0;
          return (
            <span key={sku} class="choose-option">
              <Button
                size="large"
                aria-pressed={count > 0}
                disabled={count === 0 && most > 1 && full(picks, group)}
                onClick={() => change(pick(picks, group, sku))}
              >
                {counted && <b class="choose-count">{count} ×</b>}
                <bdi>{label}</bdi>
                {extra !== 0 && <span class="amount quiet">+{money(extra, currency)}</span>}
              </Button>
              {counted && (
                <Button
                  icon="minus"
                  aria-label={t("check.fewer", { name: label })}
                  onClick={() => change(drop(picks, group, sku))}
                />
              )}
            </span>
          );
        })}
      </div>
    </fieldset>
  );
}
