import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { dialogs } from "../../design/Dialog";
import { Icon, type IconName } from "../../design/Icon";
import { t } from "../../i18n/text";
import { bindKeys } from "../../keys/keys";
import { ActPane, PayButton } from "./ActPane";
import { CartPane } from "./CartPane";
import { FindPane } from "./find/FindPane";
import { focusTurn } from "./find/search";
import { saleKeys } from "./keys";
import "./Sale.css";

type Pane = "find" | "cart" | "act";

/** Find, cart, act: three panes side by side; on a small screen one at a time, with paying always in reach. */
export function Sale() {
  const pane = useSignal<Pane>("cart");
  useLayoutEffect(
    () =>
      bindKeys("sale", {
        ...Object.fromEntries(
          Object.entries(saleKeys).map(([action, run]) => [
            action,
            (event: KeyboardEvent) => (dialogs.value.length > 0 ? false : run(event)),
          ]),
        ),
      }),
    [],
  );
  useEffect(() => {
    return focusTurn.subscribe((turn) => {
      if (turn > 0) pane.value = "find";
    });
  }, []);
  return (
    <div class="sale" data-pane={pane}>
      <h1 class="sr-only">{t("sale.title")}</h1>
      <FindPane />
      <CartPane />
      <ActPane />
      <div class="sale-foot">
        <nav class="sale-panes" aria-label={t("sale.panes")}>
          <PaneButton pane="find" icon="grid" now={pane.value} onClick={() => (pane.value = "find")} />
          <PaneButton pane="cart" icon="cart" now={pane.value} onClick={() => (pane.value = "cart")} />
          <PaneButton pane="act" icon="keypad" now={pane.value} onClick={() => (pane.value = "act")} />
        </nav>
        <PayButton />
      </div>
    </div>
  );
}

function PaneButton({ pane, icon, now, onClick }: { pane: Pane; icon: IconName; now: Pane; onClick: () => void }) {
  return (
    <button type="button" aria-pressed={pane === now} onClick={onClick}>
      <Icon name={icon} />
      {t(`sale.pane_${pane}`)}
    </button>
  );
}
