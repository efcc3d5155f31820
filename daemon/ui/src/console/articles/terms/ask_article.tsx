import { Button } from "../../../design/Button";
import { DialogFrame, openDialog } from "../../../design/Dialog";
import { t } from "../../../i18n/text";
import { ArticlePicker } from "../ArticlePicker";
import type { Variant } from "../goods";

/** Another article, found by scanner, code or words; nothing when it was left. */
export function askArticle(title: string): Promise<Variant | undefined> {
  return openDialog<Variant>(
    (close) => (
      <DialogFrame title={title} buttons={<Button onClick={() => close()}>{t("core.cancel")}</Button>}>
        <ArticlePicker label={t("console_terms.article")} onPick={close} />
      </DialogFrame>
    ),
    { label: title },
  );
}
