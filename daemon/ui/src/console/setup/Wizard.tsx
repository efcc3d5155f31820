import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { t } from "../../i18n/text";
import { ClaimForm } from "./ClaimForm";
import { change, claim, draft, keptClaim, openBox } from "./claim";
import { makeAndEnter } from "./enter";
import { Frame } from "./Frame";
import { missingIn } from "./missing";
import { RegistersStep } from "./RegistersStep";
import { Review } from "./Review";
import { StaffStep } from "./StaffStep";
import { StoreStep } from "./StoreStep";
import { TaxStep } from "./TaxStep";
import { WelcomeStep } from "./WelcomeStep";

const steps = ["welcome", "store", "tax", "registers", "staff", "review"] as const;

/** From an empty box to a store: a step at a time, each kept on the appliance. */
export default function Wizard() {
  const asked = useSignal(keptClaim() === "");
  useEffect(() => {
    const kept = keptClaim();
    if (claim.value !== null || kept === "") return;
    openBox(kept).catch(() => {
      asked.value = true;
    });
  }, []);
  if (claim.value === null) return asked.value ? <ClaimForm /> : null;
  return <Steps />;
}

function Steps() {
  const busy = useSignal(false);
  const tried = useSignal(false);
  const top = useRef<HTMLDivElement>(null);
  const at = Math.min(draft.value.step, steps.length - 1);
  const step = steps[at] ?? "welcome";
  const wrong = missingIn(step, draft.value);
  const go = (to: number) => {
    tried.value = false;
    change({ step: to });
    top.current?.querySelector<HTMLElement>("h1")?.focus();
  };
  const next = async () => {
    tried.value = true;
    if (Object.keys(wrong).length > 0) {
      queueMicrotask(() => top.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    if (step !== "review") return go(at + 1);
    busy.value = true;
    try {
      await makeAndEnter();
    } catch (error) {
      showProblem(error, { what: "console_setup.not_made" });
    } finally {
      busy.value = false;
    }
  };
  const shown = tried.value ? wrong : {};
  return (
    <div ref={top}>
      <Frame
        title={t(`console_setup.${step}`)}
        intro={t(`console_setup.${step}_intro`)}
        at={at}
        of={steps.length}
        onSend={() => void next()}
        buttons={
          <>
            {at > 0 && (
              <Button disabled={busy.value} onClick={() => go(at - 1)}>
                {t("core.back")}
              </Button>
            )}
            <Button kind="primary" size="large" type="submit" disabled={busy.value}>
              {busy.value
                ? t("console_setup.making")
                : t(step === "review" ? "console_setup.make" : "console_setup.next")}
            </Button>
          </>
        }
      >
        {step === "welcome" && <WelcomeStep />}
        {step === "store" && <StoreStep wrong={shown} />}
        {step === "tax" && <TaxStep wrong={shown} />}
        {step === "registers" && <RegistersStep wrong={shown} />}
        {step === "staff" && <StaffStep wrong={shown} />}
        {step === "review" && <Review />}
      </Frame>
    </div>
  );
}
