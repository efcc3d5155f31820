import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../../api/call";
import { isProblem } from "../../api/problem";
import { showProblem } from "../../design/Banner";
import { Field } from "../../design/Field";
import { money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { listenToKeys } from "../../scan/listen";
import { onScan } from "../../scan/scans";
import { play } from "../../sound/sounds";
import "./articles.css";
import type { Variant } from "./goods";
import { useArticles } from "./useArticles";

/** Finds an article by scanner, code or words, and hands it on; ready for the next one at once. */
export function ArticlePicker({
  label,
  onPick,
  inside = false,
}: {
  label: string;
  onPick: (variant: Variant) => void;
  /** It stands in a form already, which HTML allows only once. */
  inside?: boolean;
}) {
  const [text, setText] = useState("");
  const found = useArticles(text);
  const field = useRef<HTMLInputElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const take = (variant: Variant) => {
    play("ok");
    setText("");
    field.current?.focus();
    pick.current(variant);
  };
  const byCode = async (code: string) => {
    try {
      take((await call("lookupCode", { path: { code } })).data.variant);
    } catch (error) {
      if (isProblem(error, "unknown-code")) play("unknown");
      showProblem(error, { what: "console_goods.code_failed" });
    }
  };
  useScans((code) => void byCode(code));
  const enter = (event: Event) => {
    event.preventDefault();
    const typed = text.trim();
    if (typed === "") return;
    const first = found?.[0];
    if (first !== undefined && !/^\d{4,}$/.test(typed)) take(first.variant);
    else void byCode(typed);
  };
  const Around = inside ? "div" : "form";
  return (
    <Around class="article-picker" {...(inside ? {} : { onSubmit: enter })}>
      <Field
        type="search"
        label={label}
        hint={t("console_goods.pick_hint")}
        ref={field}
        dir="auto"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => inside && event.key === "Enter" && enter(event)}
      />
      {found && found.length > 0 && (
        <ul class="article-choices" aria-label={t("console_goods.found")}>
          {found.map(({ variant }) => (
            <li key={variant.id}>
              <button type="button" onClick={() => take(variant)}>
                <span>
                  <bdi>{variant.name}</bdi> <small class="quiet">{variant.sku}</small>
                </span>
                <span class="amount">{variant.price === null ? "–" : money(variant.price, variant.currency)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {found?.length === 0 && <p class="quiet">{t("console_goods.none_found", { text: text.trim() })}</p>}
    </Around>
  );
}

/** Scans of a keyboard scanner while the component is there. */
export function useScans(take: (code: string) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const deaf = listenToKeys(() => undefined);
    const stop = onScan(({ raw }) => latest.current(raw));
    return () => {
      stop();
      deaf();
    };
  }, []);
}
