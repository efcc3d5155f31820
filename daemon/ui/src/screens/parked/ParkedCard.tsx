import { Amount } from "../../design/Amount";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { ltr, own } from "../../i18n/isolate";
import { lang, t } from "../../i18n/text";
import type { Cart } from "../../till/state";
import { focusOnArrival } from "../live";
import { ageText, isOld } from "./age";
import { placeOf } from "./parked_state";

interface Props {
  entry: Cart;
  now: number;
  /** In use at another till: it can only be taken over. */
  active?: boolean;
  first?: boolean;
  onMain: () => void;
  onVoid?: () => void;
}

export const labelOf = (entry: Cart) => entry.note || t("parked.no_label");

/** One open sale: what it is called, what is in it, how long it waits, who began it. */
export function ParkedCard({ entry, now, active = false, first = false, onMain, onVoid }: Props) {
  const names = entry.items.slice(0, 3).map((item) => item.name);
  const more = entry.items.length - names.length;
  return (
    <article
      class={active ? "parked-card parked-active" : "parked-card"}
      aria-label={`${labelOf(entry)}, ${t("parked.lines", { n: entry.items.length })}`}
      onKeyDown={(event) => {
        if (event.key === "Delete" && onVoid) onVoid();
      }}
    >
      <div class="parked-words">
        <h3 class={entry.note ? "" : "quiet"}>
          <bdi>{labelOf(entry)}</bdi>
        </h3>
        <p class="parked-lines">
          <bdi>{names.join(" · ")}</bdi> {more > 0 && t("parked.more_lines", { n: more })}
        </p>
        <p class="parked-meta">
          <span class={isOld(entry.updatedAt, now) ? "parked-old" : ""}>
            <Icon name="clock" size={16} />
            {ageText(entry.updatedAt, now, lang.value)}
            {isOld(entry.updatedAt, now) && !active && ` · ${t("parked.old")}`}
          </span>
          <span>
            <Icon name="user" size={16} />
            {t("parked.who", { staff: ltr(entry.staff), register: own(placeOf(entry)) })}
          </span>
        </p>
      </div>
      <div class="parked-sum">
        <Amount minor={entry.total} currency={entry.currency} class="parked-total" />
        <span class="quiet">{t("parked.lines", { n: entry.items.length })}</span>
      </div>
      <div class="parked-acts">
        {onVoid && (
          <Button
            kind="quiet"
            icon="void"
            aria-label={t("parked.void_of", { label: own(labelOf(entry)) })}
            onClick={onVoid}
          >
            {t("parked.void")}
          </Button>
        )}
        <Button
          kind={active ? "plain" : "primary"}
          class="parked-main"
          icon={active ? "users" : "resume"}
          ref={first ? focusOnArrival : null}
          aria-label={
            active
              ? `${t("parked.take_over")}: ${labelOf(entry)}`
              : t("parked.resume_of", { label: own(labelOf(entry)) })
          }
          onClick={onMain}
        >
          {t(active ? "parked.take_over" : "parked.resume")}
        </Button>
      </div>
    </article>
  );
}
