import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card } from "../../design/Card";
import { Icon } from "../../design/Icon";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { loadSteps, openSteps, steps } from "../first_start";
import { Sheet } from "../frame/Sheet";
import { goTo, linkTo } from "../place";
import { BackupStep } from "./BackupStep";
import { HubStep } from "./HubStep";
import { PrinterStep } from "./PrinterStep";
import "./first_steps.css";
import { TillStep } from "./TillStep";

type Step = Schemas["SetupStep"];

/** What a new store still wants before it sells as it should; each may wait, and none is asked for twice. */
export default function FirstSteps() {
  const [shown, setShown] = useState<string | null>(null);
  const open = openSteps.value;
  const current = shown ?? open[0]?.step ?? null;
  const end = async (step: Step["step"], state: Step["state"]) => {
    try {
      await act("first_start", (_key) => call("putSetupStep", { path: { step }, body: { state } }));
      setShown(null);
      await loadSteps();
    } catch (error) {
      showProblem(error, { what: "console_first.step_failed" });
    }
  };
  return (
    <Sheet title={t("console_first.title")} intro={t("console_first.intro")}>
      <ol class="first-steps">
        {steps.value.map(({ step, state }, at) => (
          <li key={step}>
            <Card class={step === current ? "first-step first-step-open" : "first-step"}>
              <button
                type="button"
                class="first-step-head"
                aria-expanded={step === current}
                onClick={() => setShown(step === current ? "" : step)}
              >
                <span class="first-step-number" aria-hidden="true">
                  {state === "done" ? <Icon name="check" size={18} /> : at + 1}
                </span>
                <span>
                  <strong>{t(`console_first.${step}`)}</strong>
                  <span class="first-step-about">{t(`console_first.${step}_intro`)}</span>
                </span>
                {state !== "open" && (
                  <Badge tone={state === "done" ? "good" : "plain"}>{t(`console_first.${state}`)}</Badge>
                )}
              </button>
              {step === current && (
                <div class="first-step-body">
                  <StepBody step={step} done={() => void end(step, "done")} />
                  {state === "open" && (
                    <div class="form-buttons">
                      <Button kind="quiet" onClick={() => void end(step, "skipped")}>
                        {t(step === "hub" ? "console_first.stand_alone" : "console_first.not_now")}
                      </Button>
                    </div>
                  )}
                </div>
              )}
            </Card>
          </li>
        ))}
      </ol>
      {open.length === 0 && (
        <p>
          <Button kind="primary" size="large" onClick={() => goTo("")}>
            {t("console_first.finish")}
          </Button>
        </p>
      )}
    </Sheet>
  );
}

function StepBody({ step, done }: { step: Step["step"]; done: () => void }) {
  if (step === "catalogue") return <CatalogueStep done={done} />;
  if (step === "printer") return <PrinterStep done={done} />;
  if (step === "hub") return <HubStep done={done} />;
  if (step === "till") return <TillStep done={done} />;
  return <BackupStep done={done} />;
}

/** Articles have a page of their own; this is the way to it. */
function CatalogueStep({ done }: { done: () => void }) {
  return (
    <div class="form-buttons">
      <a class="button button-plain button-normal" href={linkTo("articles", ["new"])}>
        {t("console_first.by_hand")}
      </a>
      <a class="button button-primary button-normal" href={linkTo("articles", ["import"])}>
        {t("console_first.from_file")}
      </a>
      <Button icon="check" onClick={done}>
        {t("console_first.articles_there")}
      </Button>
    </div>
  );
}
