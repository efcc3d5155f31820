import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { refusedAsOff } from "../../capabilities/capabilities";
import { showBanner, showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Page } from "../../design/Page";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { onScan } from "../../scan/scans";
import { play } from "../../sound/sounds";
import { go } from "../../till/navigation";
import { FindReceipt } from "./FindReceipt";
import { OpenReturn } from "./OpenReturn";
import { ReturnLines } from "./ReturnLines";
import { looksLikeReceipt } from "./receipt_number";
import { begin, findReceipt, type Order, openOrder, receipt } from "./return_state";
import "./returns.css";
import { addArticle } from "./open_state";

type Mode = "find" | "lines" | "open";

/** Goods that come back. With `orderId` it begins with that receipt, as the journal asks for it. */
export function Returns({ orderId }: { orderId?: string }) {
  const [mode, setMode] = useState<Mode>(receipt.value ? "lines" : "find");
  const [missing, setMissing] = useState<string | null>(null);

  const show = (order: Order) => {
    setMissing(null);
    begin(order);
    setMode("lines");
  };
  const find = async (typed: string) => {
    try {
      const found = await findReceipt(typed);
      if ("order" in found) return show(found.order);
      play("unknown");
      setMissing(
        "missing" in found ? t("returns.not_found", { number: ltr(found.missing) }) : t("returns.not_a_number"),
      );
    } catch (error) {
      showProblem(error, { what: "returns.act_find" });
    }
  };
  const withoutReceipt = () => {
    if (refusedAsOff("return.unreceipted")) return;
    begin(null);
    setMode("open");
  };

  useEffect(() => {
    if (!orderId) return;
    if (receipt.value?.orderId === orderId) return setMode("lines");
    openOrder(orderId).then(show, (error: unknown) => showProblem(error, { what: "returns.act_find" }));
  }, [orderId]);

  useLayoutEffect(
    () =>
      onScan(({ code }) => {
        if (looksLikeReceipt(code)) return void find(code);
        if (mode === "open") return void addArticle(code);
        play("unknown");
        showBanner({
          id: "returns-article",
          tone: "warning",
          title: t("returns.scanned_article", { code: ltr(code) }),
          actions: [
            {
              label: t("returns.without"),
              run: () => {
                withoutReceipt();
                void addArticle(code);
              },
            },
          ],
        });
      }),
    [mode],
  );

  const other = () => {
    begin(null);
    setMissing(null);
    setMode("find");
  };
  return (
    <Page
      title={t("returns.title")}
      aside={
        mode !== "find" && (
          <Button icon="search" onClick={other}>
            {t("returns.other_receipt")}
          </Button>
        )
      }
    >
      <div class="returns">
        {mode === "find" && (
          <FindReceipt
            missing={missing}
            onFind={find}
            onOpen={show}
            onJournal={() => go("journal")}
            onWithout={withoutReceipt}
          />
        )}
        {mode === "lines" && receipt.value && <ReturnLines order={receipt.value} onDone={other} />}
        {mode === "open" && <OpenReturn onDone={other} />}
      </div>
    </Page>
  );
}
