import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Button } from "../../../design/Button";
import { Icon } from "../../../design/Icon";
import { money, quantity } from "../../../i18n/format";
import { has, t } from "../../../i18n/text";
import { addTile, addTyped } from "../add";
import { saleAction } from "../keys";
import { closeTo, loading, openGroup, openPage, pages, path, type Tile, tiles } from "./board";
import "./FindPane.css";
import { type Article, cursor, focusTurn, found, query, searching } from "./search";

/** Finding what has no code at hand: words, or the grid of tiles. */
export function FindPane() {
  return (
    <section class="find" aria-label={t("sale.find")}>
      <SearchField />
      {found.value === null ? <Board /> : <Results />}
    </section>
  );
}

function SearchField() {
  const input = useRef<HTMLInputElement>(null);
  useSignalEffect(() => {
    if (focusTurn.value > 0) queueMicrotask(() => input.current?.focus());
  });
  const onKey = (event: KeyboardEvent) => {
    const results = found.value ?? [];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") leave();
    else if (event.key === "Enter") void enter(results);
    else if (step !== undefined) cursor.value = Math.max(0, Math.min(results.length - 1, cursor.value + step));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const leave = () => {
    query.close();
    input.current?.blur();
  };
  const enter = async (results: readonly Article[]) => {
    const words = query.text.value.trim();
    const chosen = results[cursor.value];
    leave();
    if (chosen !== undefined) await addTile(chosen.variant);
    else if (words !== "") await addTyped(words);
  };
  return (
    <div class="find-search" role="search">
      <Icon name="search" />
      <input
        ref={input}
        type="text"
        role="combobox"
        dir={query.text.value === "" ? undefined : "auto"}
        aria-label={t("sale.search")}
        aria-expanded={found.value !== null}
        aria-controls="found"
        aria-activedescendant={found.value?.length ? `found-${cursor.value}` : undefined}
        placeholder={t("sale.search_hint")}
        autocomplete="off"
        spellcheck={false}
        value={query.text}
        onInput={(event) => (query.text.value = event.currentTarget.value)}
        onKeyDown={onKey}
      />
      {query.text.value !== "" && <Button kind="quiet" icon="close" aria-label={t("core.clear")} onClick={leave} />}
    </div>
  );
}

function Results() {
  const results = found.value ?? [];
  return (
    <div
      id="found"
      class="tiles"
      role="listbox"
      aria-label={t("sale.results")}
      aria-busy={searching.value}
      tabIndex={-1}
    >
      {results.length === 0 && !searching.value && <p class="find-nothing">{t("sale.nothing_found")}</p>}
      {results.map((article, i) => (
        <button
          type="button"
          role="option"
          id={`found-${i}`}
          key={article.variant.id}
          aria-selected={i === cursor.value}
          tabIndex={-1}
          class={`tile tile-article hue-${article.hue} ${i === cursor.value ? "tile-cursor" : ""}`}
          onClick={() => {
            query.close();
            void addTile(article.variant);
          }}
        >
          <ArticleFace article={article} />
        </button>
      ))}
    </div>
  );
}

function Board() {
  const open = path.value;
  return (
    <>
      {pages.value.length > 0 && (
        <nav class="pages" aria-label={t("sale.pages")}>
          {pages.value.map((page) => (
            <button
              type="button"
              key={page.page}
              aria-current={open[0]?.page === page.page ? "page" : undefined}
              onClick={() => openPage(page)}
            >
              <bdi>{page.label}</bdi>
            </button>
          ))}
          <button
            type="button"
            aria-current={open[0]?.page === undefined ? "page" : undefined}
            onClick={() => closeTo(0)}
          >
            {t("sale.all_groups")}
          </button>
        </nav>
      )}
      {(pages.value.length === 0 || open[0]?.page === undefined || open.length > 1) && (
        <nav class="crumbs" aria-label={t("sale.groups")}>
          <button type="button" aria-current={open.length === 0 ? "page" : undefined} onClick={() => closeTo(0)}>
            <Icon name="grid" size={18} />
            {t("sale.all_groups")}
          </button>
          {open.map((group, i) => (
            <button
              type="button"
              key={group.label}
              aria-current={i === open.length - 1 ? "page" : undefined}
              onClick={() => closeTo(i + 1)}
            >
              <Icon name="forward" size={14} flip />
              <bdi>{group.label}</bdi>
            </button>
          ))}
        </nav>
      )}
      <div
        class="tiles"
        role="group"
        aria-label={open.at(-1)?.label ?? t("sale.all_groups")}
        aria-busy={loading.value}
        onKeyDown={moveInGrid}
      >
        {tiles.value.map((tile) => (
          <TileButton key={tile.id} tile={tile} />
        ))}
      </div>
    </>
  );
}

function TileButton({ tile }: { tile: Tile }) {
  if (tile.kind === "gap") return <span class="tile-gap" />;
  if (tile.kind === "article")
    return (
      <button
        type="button"
        class={`tile tile-article hue-${tile.article.hue}`}
        onClick={() => void addTile(tile.article.variant)}
      >
        <ArticleFace article={tile.article} label={tile.label} />
      </button>
    );
  const run = tile.kind === "group" ? () => void openGroup(tile.id, tile.label) : () => saleAction(tile.action);
  const image = tile.kind === "group" ? tile.image : null;
  const words =
    tile.label ?? (tile.kind === "action" && has(`keys.sale_${tile.action}`) ? t(`keys.sale_${tile.action}`) : tile.id);
  return (
    <button type="button" class={`tile tile-${tile.kind} hue-${tile.hue}`} onClick={run}>
      {image && <img class="tile-image" src={image} alt="" loading="lazy" />}
      <span class="tile-name">
        <bdi>{words}</bdi>
      </span>
    </button>
  );
}

function ArticleFace({ article: { variant, image }, label = null }: { article: Article; label?: string | null }) {
  const price =
    variant.price === null || variant.priceKind === "open"
      ? t("sale.open_price")
      : money(variant.price, variant.currency);
  return (
    <>
      {image && <img class="tile-image" src={image} alt="" loading="lazy" />}
      <span class="tile-name">
        <bdi>{label ?? (variant.title ? `${variant.name} ${variant.title}` : variant.name)}</bdi>
      </span>
      <span class="tile-foot">
        <span class="amount">
          {price}
          {variant.unit !== "piece" && ` / ${variant.unit}`}
        </span>
        {variant.minAge !== null && <span class="tile-age" dir="ltr">{`${variant.minAge}+`}</span>}
        {variant.stock !== null && (
          <span class="sr-only">{t("sale.in_stock", { quantity: quantity(variant.stock, variant.unit) })}</span>
        )}
      </span>
    </>
  );
}

/** Arrows move the focus over the grid as it lies on the screen. */
function moveInGrid(event: KeyboardEvent): void {
  const grid = event.currentTarget as HTMLElement;
  const buttons = [...grid.querySelectorAll<HTMLElement>("button")];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const first = buttons[0];
  if (at < 0 || first === undefined) return;
  const columns = Math.max(1, buttons.filter((button) => button.offsetTop === first.offsetTop).length);
  const along = document.documentElement.dir === "rtl" ? -1 : 1;
  const step = { ArrowRight: along, ArrowLeft: -along, ArrowDown: columns, ArrowUp: -columns }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  buttons[at + step]?.focus();
}
