// Finding an article by name or code, for screens beside the sale.
import { useEffect, useRef, useState } from "preact/hooks";
import { call, type Schemas } from "../api/call";
import { showProblem } from "../design/Banner";
import { Field } from "../design/Field";
import { money } from "../i18n/format";
import { t } from "../i18n/text";
import { priceFor } from "../till/state";
import "./article_search.css";
import { moveFocus } from "./live";

type Variant = Schemas["Variant"];

interface Props {
  /** What was typed looks like a code: true when it was one. */
  onCode: (code: string) => Promise<boolean>;
  onPick: (variant: Variant) => void;
}

/** Enter takes the text for a code if it is one; else, and while typing, articles that match are listed. */
export function ArticleSearch({ onCode, onPick }: Props) {
  const [typed, setTyped] = useState("");
  const found = useSearch(typed);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const clear = () => {
    setTyped("");
    field.current?.focus();
  };
  const enter = async () => {
    const text = typed.trim();
    if (text === "") return;
    const first = found?.[0];
    if (/^[\d()\-. ]{3,}$/.test(text) || !first) {
      if (await onCode(text)) clear();
      return;
    }
    onPick(first);
    clear();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move among the results
    <div class="article-search" onKeyDown={(event) => moveFocus(event, "input, .article-hit")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        <Field
          type="search"
          label={t("price.search")}
          placeholder={t("price.search_hint")}
          ref={field}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
      {found && (
        <ul class="article-hits" aria-label={t("price.results")}>
          {found.map((variant) => (
            <li key={variant.id}>
              <button
                type="button"
                class="article-hit"
                onClick={() => {
                  onPick(variant);
                  clear();
                }}
              >
                <span class="article-name">
                  <bdi>{variant.name}</bdi>
                  <small class="quiet">{variant.sku}</small>
                </span>
                <span class="amount">{variant.price === null ? "–" : money(variant.price, variant.currency)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {found?.length === 0 && <p class="quiet">{t("price.none", { text: typed.trim() })}</p>}
    </div>
  );
}

/** Articles that match, soon after the last key; null while there is too little to search for. */
function useSearch(typed: string): Variant[] | null {
  const [found, setFound] = useState<Variant[] | null>(null);
  const text = typed.trim();
  useEffect(() => {
    if (text.length < 2) return setFound(null);
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const { data } = await call("listProducts", {
          query: { q: text, limit: 8, priceFor: priceFor.peek() },
          signal: stop.signal,
        });
        setFound(data.items.flatMap((product) => product.variants).slice(0, 12));
      } catch (error) {
        if (!stop.signal.aborted) showProblem(error, { what: "price.act_check" });
      }
    }, 120);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  return found;
}
