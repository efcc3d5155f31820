import type { ComponentChildren } from "preact";
import { Icon } from "../design/Icon";
import { lang, languages, setLang, t } from "../i18n/text";
import { nextTheme, theme } from "../till/settings";
import "./Welcome.css";

/** The frame of what comes before the sale: pairing, the choice of a register, sign-on, lock. */
export function Welcome({ title, intro, children }: { title: string; intro?: string; children: ComponentChildren }) {
  return (
    <main class="welcome">
      <div class="welcome-card">
        <p class="welcome-mark">
          <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
            <path
              d="M16 3v26M16 12c-6 0-9 4-9 9M16 12c6 0 9 4 9 9M16 20c-3 0-5 2-5 6M16 20c3 0 5 2 5 6"
              fill="none"
              stroke="currentColor"
              stroke-width="3"
              stroke-linecap="round"
            />
          </svg>
          Holdfast
        </p>
        <h1>{title}</h1>
        {intro && <p class="quiet">{intro}</p>}
        {children}
      </div>
      <WelcomeFoot />
    </main>
  );
}

/** Language and theme, before anybody has signed on. */
export function WelcomeFoot() {
  return (
    <footer class="welcome-foot">
      {languages.map(({ code, name }) => (
        <button
          type="button"
          key={code}
          lang={code}
          aria-pressed={lang.value === code}
          onClick={() => void setLang(code)}
        >
          {name}
        </button>
      ))}
      <button type="button" onClick={nextTheme}>
        <Icon name="sun" size={18} /> {t(`core.theme_${theme.value}`)}
      </button>
    </footer>
  );
}
