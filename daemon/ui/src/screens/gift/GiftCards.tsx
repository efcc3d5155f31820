import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { matrix } from "../../capabilities/capabilities";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Icon } from "../../design/Icon";
import { Page } from "../../design/Page";
import { money, parseMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { onScan } from "../../scan/scans";
import { act } from "../../till/act";
import { withApproval } from "../../till/approval";
import { addLine } from "../../till/cart";
import { go } from "../../till/navigation";
import { currency } from "../../till/state";
import { CardFacts } from "./CardFacts";
import { type GiftCard, lookUp } from "./gift_card";
import "./gift.css";

type Article = Schemas["GiftCardArticleItem"];

/** With a hub every card is known there before anything is put on it; a new one gets its code then. */
async function known(code: string): Promise<string> {
  if (matrix.value === null || matrix.value.standalone) return code;
  const body = code === "" ? {} : { code };
  const card = await act("reserve_card", async (key) => (await call("issueGiftCard", { body, key })).data);
  return card.code ?? code;
}

/** What is on a gift card, and selling or topping one up: scan it, or leave the code empty for a new card on paper. */
export function GiftCards() {
  const [code, setCode] = useState("");
  const [card, setCard] = useState<GiftCard | null>(null);
  const [fresh, setFresh] = useState(false);
  const [error, setError] = useState<string | undefined>();
  const [amount, setAmount] = useState("");
  const [wrong, setWrong] = useState<string | undefined>();
  const [articles, setArticles] = useState<readonly Article[] | null>(null);
  useEffect(() => {
    call("listGiftCardArticles")
      .then(({ data }) => setArticles(data.items))
      .catch((problem: unknown) => showProblem(problem, { what: "gift.what_look_up" }));
  }, []);
  const check = async (asked: string) => {
    if (asked.trim() === "") return;
    const found = await lookUp(asked.trim());
    setCard(typeof found === "object" ? found : null);
    setFresh(found === null);
    setError(typeof found === "string" && found !== "" ? found : undefined);
  };
  useLayoutEffect(
    () =>
      onScan((scan) => {
        setCode(scan.code);
        void check(scan.code);
      }),
    [],
  );
  const article = articles?.find(({ priceKind }) => priceKind === "open") ?? articles?.[0];
  const sellable = article !== undefined && card?.state !== "closed" && !card?.expired && error === undefined;
  const sell = async () => {
    if (article === undefined) return;
    const price = article.priceKind === "open" ? parseMoney(amount, currency.value) : article.price;
    if (price === null || price <= 0) return setWrong(t("gift.amount_needed"));
    setWrong(undefined);
    try {
      const cardCode = await known(code.trim());
      const body = {
        variantId: article.variantId,
        ...(article.priceKind === "open" ? { unitPrice: price } : {}),
        ...(cardCode === "" ? {} : { cardCode }),
      };
      const done = await withApproval("open_price", t("gift.sell"), (approval) => addLine(body, approval));
      if (done !== undefined) go("sale");
    } catch (problem) {
      showProblem(problem, { what: "gift.what_sell" });
    }
  };
  return (
    <Page title={t("gift.title")}>
      <div class="gift">
        <form
          onSubmit={(event: Event) => {
            event.preventDefault();
            void check(code);
          }}
        >
          <Field
            label={t("gift.code")}
            hint={t("gift.code_or_new")}
            error={error}
            dir="ltr"
            maxLength={60}
            value={code}
            onInput={(event: Event) => {
              setCode((event.currentTarget as HTMLInputElement).value);
              setCard(null);
              setFresh(false);
              setError(undefined);
            }}
            after={
              <Button type="submit" icon="search" disabled={code.trim() === ""}>
                {t("gift.check")}
              </Button>
            }
          />
        </form>
        {card && <CardFacts card={card} />}
        {fresh && (
          <p class="gift-fresh" role="status">
            <Icon name="gift" size={24} />
            {t("gift.fresh")}
          </p>
        )}
        {articles !== null && article === undefined && <p class="quiet">{t("gift.no_article")}</p>}
        {sellable && (
          <form
            class="gift-sell"
            onSubmit={(event: Event) => {
              event.preventDefault();
              void sell();
            }}
          >
            {article.priceKind === "open" && (
              <Field
                label={t("gift.amount")}
                numeric
                error={wrong}
                value={amount}
                onInput={(event: Event) => setAmount((event.currentTarget as HTMLInputElement).value)}
              />
            )}
            <Button type="submit" kind="primary" size="large" icon="cart">
              {t(card?.state === "active" ? "gift.top_up" : "gift.sell")}
              {article.priceKind === "fixed" && article.price !== null && ` · ${money(article.price, currency.value)}`}
            </Button>
          </form>
        )}
      </div>
    </Page>
  );
}
