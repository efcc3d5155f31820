import type { ComponentChildren } from "preact";
import { t } from "../../i18n/text";
import { WelcomeFoot } from "../../shell/Welcome";
import "./setup.css";

/** One step of the first start: where one is, what is asked, and the way on. */
export function Frame({
  title,
  intro,
  at,
  of,
  children,
  buttons,
  onSend,
}: {
  title: string;
  intro: string;
  at: number;
  of: number;
  children: ComponentChildren;
  buttons: ComponentChildren;
  onSend: () => void;
}) {
  return (
    <main class="setup">
      <form
        class="setup-card"
        noValidate
        onSubmit={(event: Event) => {
          event.preventDefault();
          onSend();
        }}
      >
        <p class="setup-place">
          {t("console_setup.step_of", { n: at + 1, of })}
          <progress class="setup-progress" value={at + 1} max={of} aria-label={t("console_setup.progress")} />
        </p>
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          <p class="quiet">{intro}</p>
        </div>
        {children}
        <div class="form-buttons">{buttons}</div>
      </form>
      <WelcomeFoot />
    </main>
  );
}
