import { useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { isProblem, Problem } from "../../api/problem";
import { Button } from "../../design/Button";
import { Keypad, press } from "../../design/Keypad";
import { t } from "../../i18n/text";
import { bindKeys } from "../../keys/keys";
import { onScan } from "../../scan/scans";
import { Welcome } from "../../shell/Welcome";
import { play } from "../../sound/sounds";
import { knownStaff, signOff, signOn } from "../../till/session";
import { cart, locked, register, session } from "../../till/state";
import "./SignOn.css";

const longestCode = 12;

/** Who sells: a staff code and a PIN, by pad or keyboard. Locked, it waits for the same person or another. */
export function SignOn() {
  const isLocked = locked.value && session.value !== null;
  const code = useSignal(isLocked ? (session.peek()?.staff.code ?? "") : "");
  const pin = useSignal("");
  const step = useSignal<"code" | "pin">(code.peek() === "" ? "code" : "pin");
  const busy = useSignal(false);
  const error = useSignal("");
  const people = knownStaff();

  const choose = (chosen: string) => {
    code.value = chosen;
    pin.value = "";
    error.value = "";
    step.value = chosen === "" ? "code" : "pin";
  };
  const submit = async () => {
    if (busy.value) return;
    if (step.value === "code") {
      if (code.value !== "") step.value = "pin";
      return;
    }
    if (pin.value === "") return;
    busy.value = true;
    try {
      await signOn(code.value, pin.value);
      play("ok");
    } catch (failure) {
      play("error");
      pin.value = "";
      error.value =
        failure instanceof Problem
          ? t(
              isProblem(failure, "locked-out")
                ? "sign_on.locked_out"
                : isProblem(failure, "wrong-pin")
                  ? "sign_on.wrong"
                  : "sign_on.refused",
              { detail: failure.detail },
            )
          : t("sign_on.unreachable");
    } finally {
      busy.value = false;
    }
  };
  const key = (pressed: string) => {
    error.value = "";
    const field = step.value === "code" ? code : pin;
    if (pressed === "erase" && field.value === "" && step.value === "pin") choose("");
    else field.value = press(field.value, pressed, longestCode);
  };
  useLayoutEffect(() => {
    const digits = (event: KeyboardEvent) => key(event.key);
    const unbind = bindKeys("sign_on", {
      digit: digits,
      enter: (event) => {
        // A focused button keeps its Enter.
        if (document.activeElement instanceof HTMLButtonElement && event.isTrusted) return false;
        void submit();
      },
      erase: () => key("erase"),
      start_over: () => choose(""),
    });
    const unscan = onScan((scan) => choose(scan.code));
    return () => {
      unbind();
      unscan();
    };
  }, []);

  return (
    <Welcome
      title={isLocked ? t("sign_on.locked") : (register.value?.name ?? t("sign_on.title"))}
      {...(cart.value === null ? {} : { intro: t("sign_on.sale_kept", { n: cart.value.data.items.length }) })}
    >
      {people.length > 0 && (
        <ul class="people" aria-label={t("sign_on.people")}>
          {people.map((person) => (
            <li key={person.code}>
              <button
                type="button"
                aria-pressed={person.code === code.value && step.value === "pin"}
                onClick={() => choose(person.code)}
              >
                <span dir="auto">{person.name}</span>
                <span class="quiet" dir="ltr">
                  {person.code}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="sign-on-entry" role="group" aria-label={t("sign_on.title")}>
        <Entry label={t("sign_on.code")} text={code.value} active={step.value === "code"} onClick={() => choose("")} />
        <Entry
          label={t("sign_on.pin")}
          text={"•".repeat(pin.value.length)}
          active={step.value === "pin"}
          onClick={() => {
            if (code.value !== "") step.value = "pin";
          }}
        />
      </div>
      <p class="sign-on-error" role="alert">
        {error.value}
      </p>
      <Keypad whole onKey={key} />
      <Button kind="primary" size="large" disabled={busy.value} onClick={() => void submit()}>
        {busy.value ? t("core.loading") : step.value === "code" ? t("sign_on.next") : t("sign_on.sign_on")}
      </Button>
      {isLocked && (
        <Button kind="quiet" onClick={() => void signOff()}>
          {t("sign_on.sign_off", { name: session.value?.staff.name ?? "" })}
        </Button>
      )}
    </Welcome>
  );
}

function Entry({
  label,
  text,
  active,
  onClick,
}: {
  label: string;
  text: string;
  active: boolean;
  onClick: () => void;
}) {
  return (
    <button type="button" class="entry" aria-pressed={active} onClick={onClick}>
      <span class="quiet">{label}</span>
      <span class="entry-text" dir="ltr">
        {text}
        {active && <span class="caret" />}
      </span>
    </button>
  );
}
