import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { qrCode, qrPath } from "../../display/qr";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { refreshCart } from "../../till/cart";

type Check = Schemas["AgeCheck"];
const isOver = ({ state }: Check) => state !== "asked" && state !== "ready";
const between = 2500;

/** Has the customer's wallet say that they are old enough; false: look at a document instead. */
export async function proveByWallet(cartId: string, years: number): Promise<boolean> {
  let check: Check;
  try {
    check = await act("start_age_check", async (key) => {
      return (await call("startAgeCheck", { path: { id: cartId }, body: { minAge: years }, key })).data;
    });
  } catch (error) {
    showProblem(error, { what: "floor.age_what" });
    return false;
  }
  const label = t("floor.age_title", { years });
  const proved = await openDialog<boolean>((close) => <Wallet first={check} label={label} close={close} />, { label });
  if (proved === true) await refreshCart();
  else
    void act("cancel_age_check", (key) => call("cancelAgeCheck", { path: { id: check.ageCheckId }, key })).catch(
      () => {},
    );
  return proved === true;
}

function Wallet({ first, label, close }: { first: Check; label: string; close: Close<boolean> }) {
  const [check, setCheck] = useState(first);
  useEffect(() => {
    if (isOver(check)) {
      if (check.state === "proved") close(true);
      return;
    }
    const timer = setTimeout(() => {
      // Without an answer it is asked again, until its time is up.
      call("getAgeCheck", { path: { id: check.ageCheckId } }).then(
        ({ data }) => setCheck(data),
        () => setCheck({ ...check }),
      );
    }, between);
    return () => clearTimeout(timer);
  }, [check]);
  const grid = check.url === null ? null : qrCode(check.url);
  return (
    <DialogFrame
      title={label}
      buttons={
        <Button autofocus onClick={() => close(false)}>
          {t("floor.age_document")}
        </Button>
      }
    >
      <div class="age-wallet" aria-live="polite">
        {check.state === "asked" && <p>{t("floor.age_wait")}</p>}
        {check.state === "ready" && <p>{t("floor.age_scan")}</p>}
        {isOver(check) && <p>{t(`floor.age_${check.state === "cancelled" ? "expired" : check.state}`)}</p>}
        {grid && (
          <svg
            class="age-code"
            width="240"
            height="240"
            viewBox={`0 0 ${grid.length + 8} ${grid.length + 8}`}
            role="img"
            aria-label={t("floor.age_link")}
          >
            <rect width="100%" height="100%" fill="#fff" />
            <path d={qrPath(grid)} fill="#000" shape-rendering="crispEdges" />
          </svg>
        )}
        {check.url !== null && grid === null && (
          <p dir="ltr">
            <bdi>{check.url}</bdi>
          </p>
        )}
      </div>
    </DialogFrame>
  );
}
