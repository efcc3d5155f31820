import { gated } from "../../capabilities/capabilities";
import { Button } from "../../design/Button";
import { loadLaterTexts, t } from "../../i18n/text";
import { cart } from "../../till/state";
import { booking, isPaid, lines, question, settlement } from "./payment";

/** Where the programme of the customer lets points take something off the price: asked before any money is taken. */
export function PointsOffButton() {
  const loyalty = cart.value?.data.loyalty;
  const off = booking.value || question.value !== undefined || isPaid() || lines.value.length > 0;
  if (!loyalty?.asDiscount || settlement.value.refund || off) return null;
  const ask = async () => {
    const [{ askPointsOff }] = await Promise.all([import("../gift/points_off"), loadLaterTexts()]);
    await askPointsOff();
  };
  return (
    <div class="tender-on-top">
      <Button kind="quiet" icon="user" {...gated("discount")} onClick={() => void ask()}>
        {t("tender.points_off")}
      </Button>
    </div>
  );
}
