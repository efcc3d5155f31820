import { useState } from "preact/hooks";
import { showProblem } from "../design/Banner";
import { Button } from "../design/Button";
import { t } from "../i18n/text";
import { heldElsewhere, useHere } from "./claims";

/** Which till has this register's scanner, and the way to have it here. */
export function Elsewhere({ onTaken }: { onTaken: () => void }) {
  const [busy, setBusy] = useState(false);
  const device = heldElsewhere.value;
  if (device === undefined) return null;
  const take = async () => {
    setBusy(true);
    try {
      await useHere(device);
      onTaken();
    } catch (error) {
      showProblem(error, { what: "devices.act_use_here" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="lights-way">
      <p>{t("devices.owner", { till: device.claim.terminalName, staff: device.claim.staff })}</p>
      <Button disabled={busy} aria-label={t("devices.use_here_of", { name: device.name })} onClick={() => void take()}>
        {t("devices.use_here")}
      </Button>
    </div>
  );
}
