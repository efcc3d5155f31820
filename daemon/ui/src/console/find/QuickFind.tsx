import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call";
import { Field } from "../../design/Field";
import { Icon } from "../../design/Icon";
import { dateTime, money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { can } from "../../till/session";
import { visiblePages } from "../access";
import { articlesOf } from "../articles/goods";
import { useSettled } from "../articles/useArticles";
import { linkTo } from "../place";
import { type Finding, matching, nextOf, receiptNumber } from "./findings";
import "./find.css";

/** One field for everything: pages by name; articles, customers and receipts by what one remembers of them. */
export function QuickFind({ close }: { close: () => void }) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const asked = useFound(useSettled(typed.trim(), 150));
  const found = [...pagesOf(typed), ...(typed.trim().length < 2 ? [] : asked)];
  const at = found.some(({ id }) => id === chosen) ? chosen : (found[0]?.id ?? null);
  const open = (finding: Finding | undefined) => {
    if (finding === undefined) return;
    close();
    location.hash = finding.href;
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
    if (step === undefined && event.key !== "Enter") return;
    event.preventDefault();
    const ids = found.map(({ id }) => id);
    if (step === undefined) open(found.find(({ id }) => id === at));
    else setChosen(nextOf(ids, at, step));
  };
  return (
    <div class="find">
      <Field
        type="search"
        label={t("console_frame.find")}
        hint={t("console_frame.find_hint")}
        autofocus
        autocomplete="off"
        dir="auto"
        value={typed}
        onKeyDown={onKey}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <ul class="find-list" aria-label={t("console_frame.found")}>
        {found.map((finding) => (
          <li key={finding.id}>
            <a
              href={finding.href}
              class="find-row"
              aria-current={finding.id === at ? "true" : undefined}
              onClick={() => close()}
            >
              <Icon name={icons[finding.kind]} size={20} />
              <bdi>{finding.title}</bdi>
              <span class="quiet">{finding.note}</span>
            </a>
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p class="quiet" role="status">
          {t("console_frame.found_nothing")}
        </p>
      )}
    </div>
  );
}

const icons = { page: "grid", article: "price", customer: "user", order: "receipt" } as const;

function pagesOf(typed: string): Finding[] {
  const pages = visiblePages().map(({ id, titleKey }) => ({ id, title: t(titleKey) }));
  return matching(pages, typed, ({ title }) => title)
    .slice(0, typed.trim() === "" ? 30 : 5)
    .map(({ id, title }) => ({ id: `page-${id}`, kind: "page", title, note: "", href: linkTo(id) }));
}

/** What the appliance knows by these letters; what one kind of question fails of the others still answer. */
function useFound(wanted: string): Finding[] {
  const [found, setFound] = useState<Finding[]>([]);
  useEffect(() => {
    if (wanted.length < 2) return setFound([]);
    const stop = new AbortController();
    void Promise.allSettled([
      articles(wanted, stop.signal),
      customers(wanted, stop.signal),
      orders(wanted, stop.signal),
    ]).then(
      (kinds) =>
        stop.signal.aborted || setFound(kinds.flatMap((kind) => (kind.status === "fulfilled" ? kind.value : []))),
    );
    return () => stop.abort();
  }, [wanted]);
  return found;
}

async function articles(q: string, signal: AbortSignal): Promise<Finding[]> {
  if (!can("catalogue_edit") && !can("stock_adjust") && !can("reports")) return [];
  const { data } = await call("listProducts", { query: { q, limit: 6 }, signal });
  return articlesOf(data.items).map(({ product, variant }) => ({
    id: `article-${variant.id}`,
    kind: "article",
    title: variant.name,
    note: variant.price === null ? variant.sku : `${variant.sku} · ${money(variant.price, variant.currency)}`,
    href: linkTo("articles", [product.id]),
  }));
}
async function customers(q: string, signal: AbortSignal): Promise<Finding[]> {
  if (!can("customer_edit")) return [];
  const { data } = await call("listCustomers", { query: { q, limit: 5 }, signal });
  return data.items.map(({ id, name, email, phone }) => ({
    id: `customer-${id}`,
    kind: "customer",
    title: name,
    note: email ?? phone ?? "",
    href: linkTo("customers", [id]),
  }));
}
async function orders(typed: string, signal: AbortSignal): Promise<Finding[]> {
  const number = receiptNumber(typed);
  if (number === undefined || !can("reports")) return [];
  const { data } = await call("listOrders", { query: { receiptNumber: number, limit: 5 }, signal });
  return data.items.map((order) => ({
    id: `order-${order.orderId}`,
    kind: "order",
    title: order.receiptNumber ?? number,
    note: `${dateTime(order.createdAt)} · ${money(order.total, order.currency)}`,
    href: linkTo("orders", [order.orderId]),
  }));
}
