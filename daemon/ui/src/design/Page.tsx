import type { ComponentChildren } from "preact";
import { t } from "../i18n/text";
import { back } from "../till/navigation";
import { Button } from "./Button";
import "./Page.css";

/** A screen beside the sale: a head with the way back, a body that scrolls, a foot whose buttons stay in reach. */
export function Page({
  title,
  children,
  foot,
  aside,
  onBack = back,
}: {
  title: string;
  children: ComponentChildren;
  foot?: ComponentChildren;
  aside?: ComponentChildren;
  onBack?: () => void;
}) {
  return (
    <section class="page" aria-label={title}>
      <header class="page-head">
        <Button kind="quiet" icon="back" class="page-back" onClick={onBack}>
          {t("core.back")}
        </Button>
        <h1>{title}</h1>
        {aside}
      </header>
      <div class="page-body">{children}</div>
      {foot && <footer class="page-foot">{foot}</footer>}
    </section>
  );
}
