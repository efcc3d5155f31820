import { useEffect } from "preact/hooks";
import { BannerHost, showBanner } from "./design/Banner";
import { DialogHost, dialogs } from "./design/Dialog";
import { t } from "./i18n/text";
import { screenOf } from "./screens";
import "./screens/all";
import { ChooseRegister } from "./screens/pairing/ChooseRegister";
import { Pairing } from "./screens/pairing/Pairing";
import { SignOn } from "./screens/sign_on/SignOn";
import { Head } from "./shell/Head";
import "./shell/Shell.css";
import { Spoken } from "./shell/Spoken";
import { screen } from "./till/navigation";
import { link, locked, register, session, terminal, training, waiting } from "./till/state";

/** What is shown: the step that is missing before one can sell, else the screen that was asked for. */
export function App() {
  return (
    <div class={training.value ? "shell shell-training" : "shell"}>
      {training.value && (
        <p class="training" role="status">
          {t("core.training")} · {t("shell.training_hint")}
        </p>
      )}
      <Stage />
      {dialogs.value.length === 0 || <DialogHost />}
      <Spoken />
    </div>
  );
}

function Stage() {
  if (terminal.value === null) return <Pairing />;
  if (register.value === null) return <Outside step={<ChooseRegister />} />;
  if (session.value === null || locked.value) return <Outside step={<SignOn />} />;
  const asked = screenOf(screen.value.name);
  const Screen = asked === null ? screenOf("sale") : asked;
  return (
    <>
      <Head />
      <LostStrip />
      {dialogs.value.length === 0 && <BannerHost />}
      <main class="stage">{Screen && <Screen {...screen.value.params} />}</main>
    </>
  );
}

function Outside({ step }: { step: preact.VNode }) {
  return (
    <>
      <LostStrip />
      {dialogs.value.length === 0 && <BannerHost />}
      <div class="stage">{step}</div>
    </>
  );
}

/** The appliance is lost: said at once, and taken back by itself. */
function LostStrip() {
  const lost = link.value === "lost";
  useEffect(() => {
    if (!lost) return;
    return () => {
      showBanner({ id: "link", tone: "info", title: t("shell.back") });
    };
  }, [lost]);
  if (!lost) return null;
  return (
    <p class="lost" role="alert">
      <strong>{t("shell.lost")}</strong> {t("shell.lost_meaning")}{" "}
      {waiting.value > 0 && t("shell.lost_waiting", { n: waiting.value })}
    </p>
  );
}
