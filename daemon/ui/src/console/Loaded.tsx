import type { ComponentChildren } from "preact";
import { Problem, Unreachable } from "../api/problem";
import { Button } from "../design/Button";
import { Icon } from "../design/Icon";
import { has, t } from "../i18n/text";
import type { Resource } from "./data";

/** What a resource has to show: the wait, the failure with a way to ask again, or its content, marked when it is old. */
export function Loaded<T>({ of, children }: { of: Resource<T>; children: (data: T) => ComponentChildren }) {
  if (of.data === undefined && of.error === undefined)
    return (
      <p class="quiet" role="status">
        {t("core.loading")}
      </p>
    );
  return (
    <>
      {of.error !== undefined && (
        <div class="banner banner-error" role="alert">
          <Icon name="warning" size={24} />
          <div class="banner-text">
            <strong>{t(of.stale ? "console_frame.stale" : "console_frame.not_loaded")}</strong>
            <p>{reason(of.error)}</p>
          </div>
          <Button onClick={() => void of.reload()}>{t("core.try_again")}</Button>
        </div>
      )}
      {of.data !== undefined && children(of.data)}
    </>
  );
}

function reason(error: unknown): string {
  const kind = error instanceof Problem ? error.type : error instanceof Unreachable ? "unreachable" : "page";
  if (has(`problem.${kind}`)) return t(`problem.${kind}`);
  return error instanceof Error ? error.message : String(error);
}
