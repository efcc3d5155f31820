import { useEffect, useRef } from "preact/hooks";
import { openDialog } from "../../design/Dialog";
import { Icon } from "../../design/Icon";
import { t } from "../../i18n/text";
import { type ConsolePage, groups } from "../pages";
import { linkTo } from "../place";

interface Own {
  pages: readonly ConsolePage[];
  current: ConsolePage | undefined;
}

/** The pages at the side of a wide screen. */
export function Rail({ pages, current }: Own) {
  const rail = useRef<HTMLElement>(null);
  useEffect(() => {
    rail.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <nav class="rail" ref={rail} aria-label={t("console_frame.pages")}>
      <Groups pages={pages} current={current} />
    </nav>
  );
}

function Groups({ pages, current, onChoose }: Own & { onChoose?: () => void }) {
  return (
    <>
      {groups.map((group) => {
        const own = pages.filter((page) => page.group === group);
        if (own.length === 0) return null;
        return (
          <div key={group} class="rail-group">
            <h2>{t(`console_frame.group_${group}`)}</h2>
            <ul>
              {own.map((page) => (
                <li key={page.id}>
                  <PageLink page={page} current={current} onChoose={onChoose} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}

function PageLink({
  page,
  current,
  short = false,
  onChoose,
}: {
  page: ConsolePage;
  current: ConsolePage | undefined;
  short?: boolean;
  onChoose?: (() => void) | undefined;
}) {
  return (
    <a
      class="rail-link"
      href={linkTo(page.id)}
      aria-current={page === current ? "page" : undefined}
      {...(onChoose === undefined ? {} : { onClick: onChoose })}
    >
      <Icon name={page.icon} size={22} />
      <span>{t((short && page.barKey) || page.titleKey)}</span>
    </a>
  );
}

const places = 4; // in the bottom bar, beside `More`

/** The same on a phone: what is wanted most at the thumb, the rest behind one button. */
export function BottomBar({ pages, current }: Own) {
  const marked = pages.filter(({ bar }) => bar);
  const shown = (marked.length > 0 ? marked : pages).slice(0, places);
  const inBar = current !== undefined && shown.includes(current);
  const showAll = () =>
    openDialog<void>((close) => <Groups pages={pages} current={current} onChoose={() => close()} />, {
      label: t("console_frame.pages"),
    });
  return (
    <nav class="bottom-bar" aria-label={t("console_frame.pages_short")}>
      {shown.map((page) => (
        <PageLink key={page.id} page={page} current={current} short />
      ))}
      {pages.length > shown.length && (
        <button type="button" class="rail-link" aria-pressed={!inBar} onClick={() => void showAll()}>
          <Icon name="menu" size={22} />
          <span>{t("console_frame.more")}</span>
        </button>
      )}
    </nav>
  );
}
