import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, EmptyState } from "../../design/Card";
import { Field } from "../../design/Field";
import { Select } from "../../design/Form";
import { Table } from "../../design/Table";
import { money, quantity } from "../../i18n/format";
import { t } from "../../i18n/text";
import { can } from "../../till/session";
import { useList, useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { goTo, linkTo } from "../place";
import { useScans } from "./ArticlePicker";
import "./articles.css";
import { Governed } from "./Governed";
import { type Article, articlesOf, keepFile } from "./goods";
import { useSettled } from "./useArticles";

/** All articles, by words, code or category; a scan opens the one it names. */
export function ArticleList({ query }: { query: Record<string, string> }) {
  const [text, setText] = useState(query["q"] ?? "");
  const category = query["category"] ?? "";
  const settled = useSettled(text.trim());
  useEffect(() => {
    if (settled !== (query["q"] ?? "")) goTo("articles", [], { q: settled, category }, true);
  }, [settled]);
  const asked = { limit: 50, ...(settled ? { q: settled } : {}), ...(category ? { category } : {}) };
  const products = useList("listProducts", { query: asked }, { topics: ["catalogue"] });
  useScans((code) => void openCode(code));
  return (
    <Sheet
      title={t("console_goods.articles")}
      intro={t("console_goods.articles_intro")}
      actions={<Actions text={settled} />}
    >
      <Governed operations={["catalogue.edit", "price.down"]} />
      <div class="article-filter">
        <Field
          type="search"
          label={t("console_goods.search")}
          hint={t("console_goods.search_hint")}
          dir="auto"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <Categories
          chosen={category}
          onChoose={(value) => goTo("articles", [], { q: settled, category: value }, true)}
        />
      </div>
      <Loaded of={products}>
        {(items) => (
          <Rows articles={articlesOf(items)} text={settled} more={products.more ? products.next : undefined} />
        )}
      </Loaded>
    </Sheet>
  );
}

function Actions({ text }: { text: string }) {
  const edit = can("catalogue_edit");
  const keep = () =>
    call("exportCatalogue", { accept: "text/csv", patience: 120_000 }).then(
      ({ data }) => keepFile("articles.csv", data as unknown as Blob),
      (error: unknown) => showProblem(error, { what: "console_goods.export_failed" }),
    );
  return (
    <>
      <Button onClick={() => goTo("articles", ["labels"], { q: text })}>{t("console_goods.labels")}</Button>
      {edit && <Button onClick={() => void keep()}>{t("console_goods.export")}</Button>}
      {edit && <Button onClick={() => goTo("articles", ["import"])}>{t("console_goods.import")}</Button>}
      {edit && (
        <Button kind="primary" icon="plus" onClick={() => goTo("articles", ["new"])}>
          {t("console_goods.new")}
        </Button>
      )}
    </>
  );
}

function Categories({ chosen, onChoose }: { chosen: string; onChoose: (slug: string) => void }) {
  const categories = useResource("listCategories", {}, { topics: ["catalogue"] });
  const options = (categories.data?.items ?? []).map(({ slug, name }) => ({ value: slug, label: name }));
  return (
    <Select
      label={t("console_goods.category")}
      value={chosen}
      options={[{ value: "", label: t("console_goods.all_categories") }, ...options]}
      onChoose={onChoose}
    />
  );
}

function Rows({
  articles,
  text,
  more,
}: {
  articles: Article[];
  text: string;
  more: (() => Promise<void>) | undefined;
}) {
  return (
    <Table
      caption={t("console_goods.articles")}
      rows={articles}
      idOf={({ variant }) => variant.id}
      hrefOf={({ product }) => linkTo("articles", [product.id])}
      more={more}
      empty={
        <EmptyState
          icon="grid"
          title={text === "" ? t("console_goods.no_articles") : t("console_goods.none_found", { text })}
          text={t("console_goods.no_articles_text")}
        />
      }
      columns={[
        {
          id: "name",
          head: t("console_goods.name"),
          main: true,
          cell: ({ product, variant }) => (
            <>
              <bdi>{variant.name}</bdi>
              {!(product.active && variant.active) && <Badge>{t("console_goods.inactive")}</Badge>}
            </>
          ),
        },
        { id: "sku", head: t("console_goods.sku"), cell: ({ variant }) => <bdi dir="ltr">{variant.sku}</bdi> },
        {
          id: "category",
          head: t("console_goods.category"),
          cell: ({ product }) => <bdi>{product.categories.map(({ name }) => name).join(", ")}</bdi>,
        },
        { id: "price", head: t("console_goods.price"), numeric: true, cell: ({ variant }) => priceOf(variant) },
        {
          id: "stock",
          head: t("console_goods.stock"),
          numeric: true,
          cell: ({ variant }) => (variant.stock === null ? "–" : quantity(variant.stock, variant.unit)),
        },
      ]}
    />
  );
}

export function priceOf(variant: Article["variant"]): string {
  if (variant.priceKind === "open") return t("console_goods.open_price");
  return variant.price === null ? "–" : money(variant.price, variant.currency);
}

async function openCode(code: string): Promise<void> {
  try {
    const { data } = await call("lookupCode", { path: { code } });
    goTo("articles", [data.variant.productId]);
  } catch (error) {
    showProblem(error, { what: "console_goods.code_failed" });
  }
}
