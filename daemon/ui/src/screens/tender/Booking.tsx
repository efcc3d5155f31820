import { Icon } from "../../design/Icon";
import { t } from "../../i18n/text";
import { bookingUnknown } from "./payment";

/** The sale is on its way. Not knowing whether it arrived is said as that, and never as a failure. */
export function Booking() {
  if (bookingUnknown.value)
    return (
      <div class="tender-unknown" role="alert">
        <Icon name="help" size={32} />
        <h2>{t("tender.booking_unknown_title")}</h2>
        <p>{t("tender.booking_unknown_text")}</p>
      </div>
    );
  return (
    <p class="tender-booking" role="status">
      <Icon name="clock" size={32} />
      {t("tender.booking")}
    </p>
  );
}
