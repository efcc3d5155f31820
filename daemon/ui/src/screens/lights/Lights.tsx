import { signal, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { LessThanUsual } from "../../capabilities/LessThanUsual";
import { Button } from "../../design/Button";
import { DialogFrame, openDialog } from "../../design/Dialog";
import { Light } from "../../design/Light";
import { Elsewhere } from "../../devices/Elsewhere";
import { age } from "../../i18n/format";
import { t } from "../../i18n/text";
import { began, lights } from "../../till/lights";
import { go } from "../../till/navigation";
import "./Lights.css";

/** Ticks now and then so that ages stay true. */
function useClock(milliseconds: number): number {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      now.value = Date.now();
    }, milliseconds);
    return () => clearInterval(timer);
  }, []);
  return now.value;
}

/** The lights in the head; a tap shows them in full. */
export function Lights() {
  return (
    <button type="button" class="lights" onClick={showLights} aria-label={`${t("lights.title")}: ${summary()}`}>
      {lights.value.map((each) => (
        <Light
          key={each.name}
          state={each.state}
          icon={each.icon}
          name={t(`lights.${each.name}`)}
          words={t(each.words, each.values)}
        />
      ))}
    </button>
  );
}

function summary(): string {
  return lights.value.map((each) => `${t(`lights.${each.name}`)} ${t(each.words, each.values)}`).join(", ");
}

/** How long all this would last, which few ask for: it comes when somebody looks. */
const Runway = signal<ComponentType | null>(null);

function showLights(): void {
  import("../runway/Runway")
    .then((it) => {
      Runway.value = it.Runway;
    })
    .catch(() => undefined); // the appliance is away: the lights say so
  void openDialog<void>((close) => <LightsInFull onClose={() => close()} />, { label: t("lights.title") });
}

function LightsInFull({ onClose }: { onClose: () => void }) {
  const now = useClock(1000);
  return (
    <DialogFrame
      title={t("lights.title")}
      buttons={
        <>
          <Button
            icon="printer"
            onClick={() => {
              onClose();
              go("devices");
            }}
          >
            {t("lights.all_devices")}
          </Button>
          <Button onClick={onClose}>{t("core.close")}</Button>
        </>
      }
    >
      <ul class="lights-full">
        {lights.value.map((each) => (
          <li key={each.name}>
            <Light
              state={each.state}
              icon={each.icon}
              name={t(`lights.${each.name}`)}
              words={t(each.words, each.values)}
              since={t("lights.since", { age: age(now - (began.value[each.name] ?? now)) })}
            />
            {each.cause && <p>{t(each.cause)}</p>}
            {each.name === "scanner" && <Elsewhere onTaken={onClose} />}
            <p class="quiet">{t(`lights.${each.name}_${each.state === "good" ? "fine" : "meaning"}`)}</p>
          </li>
        ))}
      </ul>
      <LessThanUsual />
      {Runway.value && <Runway.value />}
    </DialogFrame>
  );
}
