import { useEffect } from "preact/hooks";
import { showProblem } from "../../design/Banner";
import { Icon } from "../../design/Icon";
import { t } from "../../i18n/text";
import { Welcome } from "../../shell/Welcome";
import { chooseRegister, loadRegisters } from "../../till/session";
import { registers } from "../../till/state";

/** Which of the store's registers this till is: its drawer, its shifts. */
export function ChooseRegister() {
  useEffect(() => {
    loadRegisters().catch((error) => showProblem(error, { what: "pairing.registers_failed" }));
  }, []);
  return (
    <Welcome title={t("pairing.choose")} intro={t("pairing.choose_intro")}>
      <ul class="welcome-list">
        {registers.value
          .filter((each) => each.active)
          .map((each) => (
            <li key={each.id}>
              <button type="button" class="welcome-choice" onClick={() => chooseRegister(each.id)}>
                <Icon name="drawer" size={28} />
                <span class="welcome-choice-name" dir="auto">
                  {each.name}
                </span>
                <span class="quiet">{each.openShift ? t("pairing.shift_open") : t("pairing.no_shift")}</span>
              </button>
            </li>
          ))}
      </ul>
    </Welcome>
  );
}
