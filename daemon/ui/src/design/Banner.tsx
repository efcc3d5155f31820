import { signal } from "@preact/signals";
import { isProblem, Problem, Unreachable } from "../api/problem";
import { explain, nextStep, titleOf } from "../capabilities/explain";
import { has, t } from "../i18n/text";
import { play } from "../sound/sounds";
import "./Banner.css";
import { Button } from "./Button";
import { Icon, type IconName } from "./Icon";

export interface BannerAction {
  label: string;
  run: () => void;
  /** The banner stays after this action. */
  keep?: boolean;
}
export interface BannerText {
  id?: string;
  tone?: "info" | "warning" | "error";
  /** What happened. */
  title: string;
  /** What it means for the money. */
  money?: string;
  /** What to do now. */
  next?: string;
  actions?: BannerAction[];
  /** For support: shown behind a fold. */
  trace?: string;
}
interface Shown extends BannerText {
  id: string;
}

export const banners = signal<Shown[]>([]);
let counter = 0;

/** Shows a banner that stays until somebody acts on it; one with the same id replaces the one before. */
export function showBanner(banner: BannerText): string {
  const id = banner.id ?? `banner-${++counter}`;
  banners.value = [{ ...banner, id }, ...banners.peek().filter((each) => each.id !== id)].slice(0, 3);
  return id;
}
export function dismissBanner(id: string): void {
  if (!banners.peek().some((each) => each.id === id)) return;
  banners.value = banners.peek().filter((each) => each.id !== id);
}
export function dismissAllBanners(): void {
  banners.value = [];
}

/**
 * Says what a failed act means: `what` is the key of a text that says what was tried ("The line was not added.").
 * The money and the next step come from the kind of problem.
 */
export function showProblem(error: unknown, { what, actions }: { what: string; actions?: BannerAction[] }): void {
  play("error");
  const kind = error instanceof Problem ? error.type : error instanceof Unreachable ? "unreachable" : "page";
  const detail = isProblem(error)
    ? error.detail || error.title
    : error instanceof Error
      ? error.message
      : String(error);
  const denial = error instanceof Problem ? error.denial : null;
  const said = denial === null ? undefined : `${titleOf(denial)}: ${explain(denial)}`;
  showBanner({
    id: `problem-${what}-${kind}`,
    tone: "error",
    title: `${t(what)} ${said ?? (has(`problem.${kind}`) ? t(`problem.${kind}`) : detail)}`,
    money: t(has(`problem_money.${kind}`) ? `problem_money.${kind}` : "problem_money.nothing_changed"),
    next:
      (denial && nextStep(denial)) ||
      t(has(`problem_next.${kind}`) ? `problem_next.${kind}` : "problem_next.try_again"),
    trace: isProblem(error) ? `${error.type} · ${error.correlationId} · ${detail}` : detail,
    ...(actions ? { actions } : {}),
  });
}

const icons: Record<NonNullable<BannerText["tone"]>, IconName> = { info: "info", warning: "warning", error: "warning" };

/** Where banners stand: full width, above the panes, pushing nothing that hangs at the bottom. */
export function BannerHost() {
  return (
    <div class="banners" role="region" aria-label={t("core.messages")}>
      {banners.value.map((banner) => (
        <div
          key={banner.id}
          class={`banner banner-${banner.tone ?? "info"}`}
          role={banner.tone === "error" ? "alert" : "status"}
        >
          <Icon name={icons[banner.tone ?? "info"]} size={24} />
          <div class="banner-text">
            <strong>{banner.title}</strong>
            {(banner.money || banner.next) && <p>{[banner.money, banner.next].filter(Boolean).join(" ")}</p>}
            {banner.trace && (
              <details>
                <summary>{t("core.details")}</summary>
                <code dir="ltr">{banner.trace}</code>
              </details>
            )}
          </div>
          <div class="banner-actions">
            {banner.actions?.map((action) => (
              <Button
                key={action.label}
                onClick={() => {
                  if (!action.keep) dismissBanner(banner.id);
                  action.run();
                }}
              >
                {action.label}
              </Button>
            ))}
            <Button kind="quiet" icon="close" aria-label={t("core.dismiss")} onClick={() => dismissBanner(banner.id)} />
          </div>
        </div>
      ))}
    </div>
  );
}
