import { Button } from "../../design/Button";
import { openDialog } from "../../design/Dialog";
import { Icon } from "../../design/Icon";
import { Light } from "../../design/Light";
import { lang, languages, setLang, t } from "../../i18n/text";
import { nextTheme, theme } from "../../till/settings";
import { hub, link, session, site } from "../../till/state";
import { leaveConsole, signOffConsole } from "../access";
import { health } from "../connection";
import { useResource } from "../data";
import { openFind } from "../find/open_find";

/** Which store, how it is connected, and who works here. */
export function TopBar() {
  return (
    <header class="top-bar">
      <p class="top-bar-place">
        <Icon name="grid" size={22} />
        <strong dir="auto">{site.value?.name ?? t("console_frame.title")}</strong>
      </p>
      <Lights />
      <button
        type="button"
        class="top-bar-person"
        title="Ctrl+K"
        aria-label={t("console_frame.find")}
        onClick={() => void openFind()}
      >
        <Icon name="search" />
        <span class="top-bar-name">{t("console_frame.find")}</span>
      </button>
      <button type="button" class="top-bar-person" onClick={() => void showOwn()}>
        <Icon name="user" />
        <span class="top-bar-name" dir="auto">
          {session.value?.staff.name}
        </span>
        <span class="sr-only">{t("console_frame.own")}</span>
        <Icon name="settings" size={18} />
      </button>
    </header>
  );
}

function Lights() {
  const up = link.value === "up";
  const backlog = health.value?.backlog ?? 0;
  // A store without a hub is whole: it has no light for one.
  const matrix = useResource("getCapabilities", {}, { topics: ["capabilities"], every: 60_000 });
  const hasHub = matrix.data !== undefined && !matrix.data.standalone;
  return (
    <div class="top-bar-lights">
      <Light
        state={up ? "good" : "bad"}
        icon="server"
        name={t("console_frame.appliance")}
        words={t(up ? "console_frame.answers" : "console_frame.silent")}
      />
      {hasHub && hub.value !== "unknown" && (
        <Light
          state={hub.value === "online" ? "good" : "warning"}
          icon="cloud"
          name={t("console_frame.hub")}
          words={hub.value === "online" ? t("console_frame.hub_online") : t("console_frame.hub_edge", { n: backlog })}
        />
      )}
    </div>
  );
}

/** What belongs to the person and this browser: language, theme, the way out. */
function showOwn(): Promise<void> {
  return openDialog<void>((close) => <Own close={close} />, { label: t("console_frame.own") });
}

function Own({ close }: { close: () => void }) {
  return (
    <div class="own">
      <p class="own-name">
        <strong dir="auto">{session.value?.staff.name}</strong>{" "}
        <span class="quiet" dir="ltr">
          {session.value?.staff.code}
        </span>
      </p>
      <div class="own-row" role="group" aria-label={t("core.language")}>
        {languages.map(({ code, name }) => (
          <Button key={code} lang={code} aria-pressed={lang.value === code} onClick={() => void setLang(code)}>
            {name}
          </Button>
        ))}
      </div>
      <Button icon="sun" onClick={nextTheme}>
        {t(`core.theme_${theme.value}`)}
      </Button>
      <Button
        icon="lock"
        onClick={() => {
          close();
          void signOffConsole();
        }}
      >
        {t("console_frame.sign_off")}
      </Button>
      <Button
        kind="quiet"
        icon="trash"
        onClick={() => {
          close();
          void leaveConsole();
        }}
      >
        {t("console_frame.leave")}
      </Button>
    </div>
  );
}
