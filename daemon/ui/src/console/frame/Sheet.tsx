import type { ComponentChildren } from "preact";
import { Icon } from "../../design/Icon";
import { t } from "../../i18n/text";
import "./Sheet.css";

/** What every page of the console stands in: heading, its buttons, the way back from a page's page, and the content. */
export function Sheet({
  title,
  intro,
  actions,
  back,
  children,
}: {
  title: ComponentChildren;
  /** One sentence on what is done here. */
  intro?: ComponentChildren;
  /** Buttons beside the heading; the primary one last. */
  actions?: ComponentChildren;
  /** Where this page of a page belongs to. */
  back?: { href: string; label: string };
  children: ComponentChildren;
}) {
  return (
    <div class="sheet">
      <header class="sheet-head">
        <div class="sheet-title">
          {back && (
            <a class="sheet-back" href={back.href}>
              <Icon name="back" flip size={18} /> <span dir="auto">{back.label || t("core.back")}</span>
            </a>
          )}
          <h1>{title}</h1>
          {intro && <p class="quiet">{intro}</p>}
        </div>
        {actions && <div class="sheet-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
