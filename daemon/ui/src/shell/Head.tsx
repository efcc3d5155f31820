import { Button } from "../design/Button";
import { Icon } from "../design/Icon";
import { t } from "../i18n/text";
import { CardBadge } from "../screens/card/CardBadge";
import { showHelp } from "../screens/help/Help";
import { Lights } from "../screens/lights/Lights";
import { go, screen } from "../till/navigation";
import { lock } from "../till/session";
import { register, session, site } from "../till/state";
import "./Head.css";

/** The bar above every screen: which till, who, how everything is, and the way to the rest. */
export function Head() {
  return (
    <header class="head">
      <p class="head-place">
        <strong dir="auto">{register.value?.name ?? t("core.app")}</strong>
        <span class="quiet head-site" dir="auto">
          {site.value?.name}
        </span>
      </p>
      <CardBadge />
      <Lights />
      <nav class="head-actions" aria-label={t("shell.actions")}>
        <button type="button" class="head-person" onClick={lock} title={t("shell.lock")}>
          <Icon name="user" />
          <span dir="auto">{session.value?.staff.name}</span>
          <span class="sr-only">{t("shell.lock")}</span>
          <Icon name="lock" size={16} />
        </button>
        <Button kind="quiet" icon="help" aria-label={t("shell.help")} onClick={showHelp} />
        {screen.value.name === "menu" ? (
          <Button kind="quiet" icon="close" aria-label={t("core.close")} onClick={() => go("sale")} />
        ) : (
          <Button kind="quiet" icon="menu" aria-label={t("shell.menu")} onClick={() => go("menu")} />
        )}
      </nav>
    </header>
  );
}
