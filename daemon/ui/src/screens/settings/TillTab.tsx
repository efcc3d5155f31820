import { useState } from "preact/hooks";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { openCustomerDisplay } from "../../display/logo";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { known } from "../../till/connection";
import { chooseRegister, loadRegisters } from "../../till/session";
import { cart, register, registers, terminal, training } from "../../till/state";
import { setTraining, trainingBlocked } from "../../till/training";
import { useLive } from "../live";
import { Setting } from "./Setting";
import { askUnpair, unpairBlocked } from "./unpair";

export function TillTab() {
  useLive("shifts", loadRegisters, "settings.act_registers");
  const { name } = terminal.value ?? {};
  const { health } = known.value;
  return (
    <>
      <RegisterChoice />
      <CustomerDisplay />
      <Training />
      <Setting
        title={t("settings.appliance")}
        hint={health ? t("settings.version", { version: health.version }) : undefined}
      >
        <p>
          {t("settings.till_name")}:{" "}
          <strong>
            <bdi>{name}</bdi>
          </strong>
        </p>
      </Setting>
      <Unpair />
    </>
  );
}

const saleOnScreen = () => (cart.value?.data.items.length ?? 0) > 0;

/** Which register this device works for. A sale belongs to its register, so none may be under way. */
function RegisterChoice() {
  const blocked = saleOnScreen();
  return (
    <Setting title={t("settings.register")} hint={t("settings.register_hint")}>
      {registers.value.length === 0 && <p>{t("settings.register_none")}</p>}
      {blocked && <p class="setting-warning">{t("settings.register_busy")}</p>}
      <div class="register-choice" role="radiogroup" aria-label={t("settings.register")}>
        {registers.value
          .filter((each) => each.active)
          .map((each) => (
            <label key={each.id} class="register-option">
              <input
                type="radio"
                name="register"
                checked={each.id === register.value?.id}
                disabled={blocked}
                onChange={() => chooseRegister(each.id)}
              />
              <span>
                <strong>
                  {each.number} · <bdi>{each.name}</bdi>
                </strong>
                <small class="quiet">
                  {each.openShift
                    ? t("settings.register_open", { number: each.openShift.number })
                    : t("settings.register_closed")}
                </small>
              </span>
            </label>
          ))}
      </div>
    </Setting>
  );
}

function CustomerDisplay() {
  const address = ltr(`${location.host}/display`);
  return (
    <Setting title={t("display.title")} hint={t("display.open_hint", { address })}>
      <Button icon="image" onClick={openCustomerDisplay}>
        {t("display.open")}
      </Button>
    </Setting>
  );
}

function Training() {
  const [busy, setBusy] = useState(false);
  const blocked = trainingBlocked() !== null;
  const on = training.value;
  const change = async () => {
    setBusy(true);
    try {
      await setTraining(!on);
    } catch (error) {
      showProblem(error, { what: "settings.act_training" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Setting title={t("settings.training")} hint={t(on ? "settings.training_on" : "settings.training_off")}>
      {blocked && <p class="setting-warning">{t("settings.training_busy")}</p>}
      <Button disabled={blocked || busy} onClick={() => void change()}>
        {t(on ? "settings.training_stop" : "settings.training_start")}
      </Button>
    </Setting>
  );
}

function Unpair() {
  const blocked = unpairBlocked();
  return (
    <Setting title={t("settings.unpair")} hint={t("settings.unpair_hint")}>
      {blocked && (
        <p class="setting-warning">
          <Icon name="warning" />
          {t(`settings.${blocked}`)}
        </p>
      )}
      <Button kind="danger" disabled={blocked !== null} onClick={() => void askUnpair()}>
        {t("settings.unpair")}
      </Button>
    </Setting>
  );
}
