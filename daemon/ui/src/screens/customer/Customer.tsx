import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Icon } from "../../design/Icon";
import { Page } from "../../design/Page";
import { money } from "../../i18n/format";
import { ltr } from "../../i18n/isolate";
import { t } from "../../i18n/text";
import { setCustomer } from "../../till/cart";
import { back } from "../../till/navigation";
import { cart } from "../../till/state";
import { hotkeyOf } from "../help/Help";
import { focusOnArrival, moveFocus, useKeys } from "../live";
import "./customer.css";
import { entryFrom } from "./customer_form";
import { NewCustomer } from "./NewCustomer";

export type Person = Schemas["Customer"];

/** Who buys: found by a few letters, put on the sale, or taken off it. */
export function Customer() {
  const [typed, setTyped] = useState("");
  const [adding, setAdding] = useState(false);
  const { found, more } = useCustomers(typed);
  const attach = async (person: Person) => {
    try {
      // Whom only the hub knows is brought here by being asked for.
      const id = person.elsewhere ? (await call("getCustomer", { path: { id: person.id } })).data.id : person.id;
      await setCustomer(id);
      back();
    } catch (error) {
      showProblem(error, { what: "customer.act_attach" });
    }
  };
  useKeys("customer", { add: () => setAdding(true), detach: () => (cart.value?.data.personId ? detach() : false) });
  if (adding) return <NewCustomer start={entryFrom(typed)} onSaved={attach} onLeave={() => setAdding(false)} />;
  return (
    <Page
      title={t("customer.title")}
      aside={
        <Button icon="plus" hotkey={hotkeyOf("customer", "add")} onClick={() => setAdding(true)}>
          {t("customer.new")}
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move among the results */}
      <div class="customer" onKeyDown={(event) => moveFocus(event, "input, .customer-pick")}>
        <Attached />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const first = found?.find((person) => person.erasedAt === null);
            if (first) void attach(first);
          }}
        >
          <Field
            type="search"
            label={t("customer.search")}
            ref={focusOnArrival}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </form>
        {typed.trim() === "" && <p class="quiet">{t("customer.begin")}</p>}
        {found && found.length > 0 && (
          <ul class="customer-list" aria-label={t("customer.results")}>
            {found.map((person) => (
              <li key={person.id}>
                <Row person={person} onAttach={() => void attach(person)} />
              </li>
            ))}
          </ul>
        )}
        {more && <p class="quiet">…</p>}
        {found?.length === 0 && typed.trim() !== "" && (
          <div class="customer-none">
            <p>{t("customer.none", { text: typed.trim() })}</p>
            <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
              {t("customer.new")}
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}

function Row({ person, onAttach }: { person: Person; onAttach: () => void }) {
  const here = cart.value?.data.personId === person.id;
  return (
    <button
      type="button"
      class="customer-pick"
      disabled={person.erasedAt !== null}
      aria-label={t("customer.attach_of", { name: person.name })}
      onClick={onAttach}
    >
      <Icon name="user" size={24} />
      <span class="customer-words">
        <strong>
          <bdi>{person.erasedAt === null ? person.name : t("customer.erased")}</bdi>
        </strong>
        <span class="quiet">
          <bdi dir="ltr">{[person.phone, person.email].filter(Boolean).join(" · ")}</bdi>
        </span>
      </span>
      <Account person={person} />
      {person.elsewhere && <span class="quiet">{t("customer.elsewhere")}</span>}
      {person.hub === "provisional" && <span class="quiet">{t("customer.provisional")}</span>}
      {here && (
        <span class="customer-here">
          <Icon name="check" />
          {t("customer.attached")}
        </span>
      )}
    </button>
  );
}

export function Account({ person }: { person: Person }) {
  if (person.accountLimit === 0) return null;
  const values = {
    amount: ltr(money(person.accountBalance, person.currency)),
    limit: ltr(money(person.accountLimit, person.currency)),
  };
  return <span class="quiet">{t("customer.owes", values)}</span>;
}

function detach(): void {
  setCustomer(null).catch((error: unknown) => showProblem(error, { what: "customer.act_detach" }));
}

/** The customer on the sale now, and how to take them off it. */
function Attached() {
  const id = cart.value?.data.personId ?? null;
  const [person, setPerson] = useState<Person | null>(null);
  useEffect(() => {
    setPerson(null);
    if (id === null) return;
    let gone = false;
    call("getCustomer", { path: { id } }).then(
      ({ data }) => !gone && setPerson(data),
      (error: unknown) => showProblem(error, { what: "customer.act_search" }),
    );
    return () => {
      gone = true;
    };
  }, [id]);
  if (id === null || person === null) return null;
  return (
    <section class="customer-on" aria-label={t("customer.attached")}>
      <Icon name="user" size={28} />
      <span class="customer-words">
        <span class="quiet">{t("customer.attached")}</span>
        <strong>
          <bdi>{person.name}</bdi>
        </strong>
        <Account person={person} />
      </span>
      <Button icon="close" hotkey={hotkeyOf("customer", "detach")} onClick={detach}>
        {t("customer.detach")}
      </Button>
    </section>
  );
}

/** Customers that match, soon after the last key; null while nothing was asked. */
function useCustomers(typed: string): { found: Person[] | null; more: boolean } {
  const [answer, setAnswer] = useState<{ found: Person[] | null; more: boolean }>({ found: null, more: false });
  const q = typed.trim();
  useEffect(() => {
    if (q === "") return setAnswer({ found: null, more: false });
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const { data } = await call("listCustomers", { query: { q, limit: 12 }, signal: stop.signal });
        setAnswer({ found: data.items, more: data.next !== null });
      } catch (error) {
        if (!stop.signal.aborted) showProblem(error, { what: "customer.act_search" });
      }
    }, 120);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [q]);
  return answer;
}
