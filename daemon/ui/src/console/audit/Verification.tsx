import { useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { t } from "../../i18n/text";

/** Follows the trail's chain on the appliance when somebody presses the button, and says what was found in words. */
export function useVerification() {
  const [found, setFound] = useState<Schemas["AuditCheck"]>();
  const [busy, setBusy] = useState(false);
  const verify = async () => {
    setBusy(true);
    try {
      setFound((await call("verifyAudit", { patience: 60_000 })).data);
    } catch (error) {
      showProblem(error, { what: "console_system.audit_verify_failed" });
    }
    setBusy(false);
  };
  const button = (
    <Button icon="check" disabled={busy} onClick={() => void verify()}>
      {t(busy ? "core.loading" : "console_system.audit_verify")}
    </Button>
  );
  return { button, finding: <div role="status">{found && <Finding of={found} />}</div> };
}

function Finding({ of: { sound, entries, unchained, brokenAt, head } }: { of: Schemas["AuditCheck"] }) {
  return (
    <div class={`audit-check banner banner-${sound ? "info" : "error"}`}>
      <Icon name={sound ? "check" : "warning"} size={24} />
      <div class="banner-text">
        <strong>
          {sound
            ? t("console_system.audit_sound", { n: entries - unchained })
            : t("console_system.audit_broken", { n: brokenAt ?? 0 })}
        </strong>
        {!sound && <p>{t("console_system.audit_broken_do")}</p>}
        {unchained > 0 && <p>{t("console_system.audit_unchained", { n: unchained })}</p>}
        {head !== null && (
          <p class="quiet">
            {t("console_system.audit_head")}{" "}
            <code dir="ltr" title={head}>
              {head.slice(0, 16)}
            </code>
          </p>
        )}
      </div>
    </div>
  );
}
