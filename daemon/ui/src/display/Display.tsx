import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Amount } from "../design/Amount";
import { Button } from "../design/Button";
import { Icon } from "../design/Icon";
import { quantity } from "../i18n/format";
import { has, t } from "../i18n/text";
import { ScreenCode } from "./ScreenCode";
import "./display.css";
import { keptLogo } from "./logo";
import { forCustomer, type Shown } from "./model";
import { qrCode, qrPath } from "./qr";
import { card, follow, lost, pair, registers, shown, step, wrong } from "./screen_link";

/** The second screen, for customers: what is bought, what it costs, what to do, and thanks. */
export function Display() {
  if (step.value === "code") return <Code />;
  if (step.value === "register") return <Choose />;
  const now = shown.value;
  return (
    <main class={`show show-${now?.state ?? "idle"}`}>
      {lost.value && (
        <p class="show-lost" role="status">
          <Icon name="clock" size={20} /> {t("display.lost")}
        </p>
      )}
      {now === null || now.state === "idle" ? <Greeting lines={now?.greeting ?? []} /> : <Sale now={now} />}
    </main>
  );
}

function Greeting({ lines }: { lines: readonly string[] }) {
  const [logo, setLogo] = useState(keptLogo());
  useEffect(() => {
    const look = () => setLogo(keptLogo());
    addEventListener("storage", look);
    return () => removeEventListener("storage", look);
  }, []);
  const [upper = "", ...more] = lines.filter(Boolean);
  return (
    <div class="show-greeting">
      {logo !== null && <img class="show-logo" src={logo} alt="" />}
      <h1 dir="auto">{upper || t("display.welcome")}</h1>
      {more.map((line) => (
        <p key={line} dir="auto">
          {line}
        </p>
      ))}
      {upper !== "" && more.length === 0 && <p>{t("display.welcome")}</p>}
    </div>
  );
}

function Sale({ now }: { now: Shown }) {
  return (
    <div class="show-sale">
      <h1 class="sr-only">{t("display.title")}</h1>
      <Lines now={now} />
      <aside class="show-side" aria-live="polite">
        {now.state === "done" ? <Thanks now={now} /> : <Total now={now} />}
        {now.state === "paying" && <Pay now={now} />}
        {now.wallet && <Wallet url={now.wallet} years={now.minAge} />}
      </aside>
    </div>
  );
}

function Lines({ now }: { now: Shown }) {
  const list = useRef<HTMLUListElement>(null);
  // The newest line is in sight, whatever the length of the sale.
  useLayoutEffect(() => {
    const row = list.current?.querySelector(".show-latest") ?? list.current?.lastElementChild;
    row?.scrollIntoView({ block: "nearest" });
  }, [now]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reachable by keys
    <section class="show-lines" aria-label={t("display.items")} tabIndex={0}>
      <ul ref={list}>
        {now.items.map((item, index) => (
          <li key={index} class={item.latest && now.state === "selling" ? "show-latest" : undefined}>
            <span class="show-name">
              <bdi>{item.name}</bdi>
              {item.quantity !== "1" && (
                <span class="quiet">
                  {quantity(item.quantity, item.unit)} × <Amount minor={item.unitPrice} currency={now.currency} />
                </span>
              )}
            </span>
            <Amount minor={item.amount} currency={now.currency} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Total({ now }: { now: Shown }) {
  const part = now.state === "paying" && now.due !== null && now.due > 0 && now.due !== Math.abs(now.total);
  return (
    <div class="show-total">
      <span>{t(now.total < 0 ? "display.back" : part ? "display.rest" : "display.total")}</span>
      <Amount minor={part ? (now.due ?? 0) : Math.abs(now.total)} currency={now.currency} class="show-figure" />
      <span class="quiet">{t("sale.lines", { n: now.items.length })}</span>
    </div>
  );
}

function Pay({ now }: { now: Shown }) {
  const key = forCustomer(card.value);
  return (
    <p class="show-pay">
      <Icon name="card" size={40} />
      <span>
        {t(now.total < 0 ? "display.use_terminal_refund" : "display.use_terminal")}
        {key !== null && has(key) && <strong>{t(key)}</strong>}
      </span>
    </p>
  );
}

/** Where the customer's wallet proves their age. */
function Wallet({ url, years }: { url: string; years: number }) {
  const grid = qrCode(url);
  return (
    <figure class="show-qr">
      <figcaption>{t("display.wallet", { years })}</figcaption>
      {grid && (
        <svg viewBox={`0 0 ${grid.length + 8} ${grid.length + 8}`} role="img" aria-label={t("display.wallet_hint")}>
          <rect width="100%" height="100%" fill="#fff" />
          <path d={qrPath(grid)} fill="#000" shape-rendering="crispEdges" />
        </svg>
      )}
      <figcaption>{t("display.wallet_hint")}</figcaption>
    </figure>
  );
}

function Thanks({ now }: { now: Shown }) {
  const back = now.total < 0;
  const minor = back ? -now.total : now.change;
  const grid = now.qr === null ? null : qrCode(now.qr);
  return (
    <div class="show-thanks">
      <p class="show-yes">
        <Icon name="check" size={40} />
        {t("display.thanks")}
      </p>
      {minor > 0 && (
        <div class="show-total">
          <span>{t(back ? "display.back" : "display.change")}</span>
          <Amount minor={minor} currency={now.currency} class="show-figure" />
        </div>
      )}
      <p>
        {t("display.paid")} <Amount minor={Math.abs(now.total)} currency={now.currency} />
      </p>
      {grid && (
        <figure class="show-qr">
          <svg viewBox={`0 0 ${grid.length + 8} ${grid.length + 8}`} role="img" aria-label={t("display.qr")}>
            <rect width="100%" height="100%" fill="#fff" />
            <path d={qrPath(grid)} fill="#000" shape-rendering="crispEdges" />
          </svg>
          <figcaption>
            {t("display.qr")} <bdi dir="ltr">{now.receiptNumber}</bdi>
          </figcaption>
        </figure>
      )}
    </div>
  );
}

function Code() {
  return (
    <main class="show show-setup">
      <ScreenCode title={t("display.title")} hint={t("display.code_hint")} wrong={wrong} pair={pair} />
    </main>
  );
}

function Choose() {
  return (
    <main class="show show-setup">
      <div>
        <h1>{t("display.which")}</h1>
        <ul>
          {registers.value.map((each) => (
            <li key={each.id}>
              <Button size="large" onClick={() => void follow(each.id)}>
                <bdi>{each.name}</bdi>
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
}
