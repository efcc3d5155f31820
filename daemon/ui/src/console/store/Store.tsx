import { useEffect, useState } from "preact/hooks";
import { call, callBlob, type Schemas } from "../../api/call";
import { isProblem } from "../../api/problem";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Card, Cards, Facts } from "../../design/Card";
import { Field } from "../../design/Field";
import { Check, Form, FormRow, TextArea } from "../../design/Form";
import { amount, parseMoney } from "../../i18n/format";
import { lang, t } from "../../i18n/text";
import { act } from "../../till/act";
import { site } from "../../till/state";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import "./store.css";
import { tell } from "../tell";

type Site = Schemas["Site"];

/** What receipts say of the store, and the limits that its manager sets. */
export default function Store() {
  const store = useResource("getSite");
  return (
    <Sheet title={t("console_store.store")} intro={t("console_store.store_intro")}>
      <Loaded of={store}>
        {(data) => (
          <Cards min="24rem">
            <Words of={data} saved={store.reload} />
            <div class="store-column">
              <Logo of={data} saved={store.reload} />
              <Policy of={data} saved={store.reload} />
              <Fixed of={data} />
            </div>
          </Cards>
        )}
      </Loaded>
    </Sheet>
  );
}

async function save(body: Schemas["SitePatch"], saved: () => Promise<void>): Promise<void> {
  const { data } = await act("site", (key) => call("updateSite", { body, key }));
  site.value = data;
  await saved();
  tell(t("console_store.saved"), "saved");
}
const lines = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line, at, all) => line !== "" || at < all.length - 1);

function Words({ of, saved }: { of: Site; saved: () => Promise<void> }) {
  const [name, setName] = useState(of.name);
  const [address, setAddress] = useState(of.address.join("\n"));
  const [footer, setFooter] = useState(of.receiptFooter.join("\n"));
  const [taxNumber, setTaxNumber] = useState(of.taxNumber);
  const [link, setLink] = useState(of.receiptLink);
  return (
    <Card title={t("console_store.receipts")}>
      <Form
        what="console_store.not_saved"
        onSend={() =>
          save({ name, taxNumber, receiptLink: link, address: lines(address), receiptFooter: lines(footer) }, saved)
        }
      >
        {(errorOf) => (
          <>
            <Field
              label={t("console_store.name")}
              value={name}
              maxLength={120}
              error={errorOf("name")}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <TextArea
              label={t("console_setup.address")}
              value={address}
              error={errorOf("address")}
              onInput={setAddress}
            />
            <Field
              label={t("console_setup.tax_number")}
              value={taxNumber}
              maxLength={40}
              dir="ltr"
              error={errorOf("taxNumber")}
              onInput={(event) => setTaxNumber(event.currentTarget.value)}
            />
            <TextArea
              label={t("console_store.footer")}
              hint={t("console_store.footer_hint")}
              value={footer}
              error={errorOf("receiptFooter")}
              onInput={setFooter}
            />
            <Field
              label={t("console_store.link")}
              hint={t("console_store.link_hint")}
              value={link}
              maxLength={300}
              dir="ltr"
              error={errorOf("receiptLink")}
              onInput={(event) => setLink(event.currentTarget.value)}
            />
          </>
        )}
      </Form>
    </Card>
  );
}

function Logo({ of, saved }: { of: Site; saved: () => Promise<void> }) {
  const [picture, setPicture] = useState<string>();
  useEffect(() => {
    if (of.receiptLogo === null) return setPicture(undefined);
    let address = "";
    callBlob("getSiteLogo", { accept: "image/png" }).then(
      (blob) => {
        address = URL.createObjectURL(blob);
        setPicture(address);
      },
      (error) => isProblem(error) || showProblem(error, { what: "console_store.no_picture" }),
    );
    return () => URL.revokeObjectURL(address);
  }, [of.receiptLogo]);
  const change = async (run: () => Promise<unknown>) => {
    try {
      await run();
      await saved();
    } catch (error) {
      showProblem(error, { what: "console_store.not_saved" });
    }
  };
  const put = (file: File | undefined) =>
    file &&
    change(() =>
      act("logo", (key) => call("putSiteLogo", { body: file as never, media: "image/png", key, patience: 30_000 })),
    );
  return (
    <Card title={t("console_store.logo")}>
      {picture ? (
        <img class="store-logo" src={picture} alt={t("console_store.logo_now")} />
      ) : (
        <p class="quiet">{t("console_store.logo_none")}</p>
      )}
      <label class="file-button">
        <span>{t("console_store.logo_choose")}</span>
        <input type="file" accept="image/png" onChange={(event) => void put(event.currentTarget.files?.[0])} />
      </label>
      <p class="field-hint">{t("console_store.logo_hint")}</p>
      {picture && (
        <Button
          kind="quiet"
          icon="trash"
          onClick={() => void change(() => act("logo", (key) => call("deleteSiteLogo", { key })))}
        >
          {t("console_store.logo_remove")}
        </Button>
      )}
    </Card>
  );
}

/** The limits that a shop changes; all others keep their defaults and can be set over the API. */
function Policy({ of, saved }: { of: Site; saved: () => Promise<void> }) {
  const { policy, currency } = of;
  const [variance, setVariance] = useState(amount(policy.varianceLimit ?? 0, currency));
  const [hours, setHours] = useState(String(policy.sessionHours));
  const [blind, setBlind] = useState(policy.blindClose ?? false);
  const [carry, setCarry] = useState(policy.carryOverCarts ?? true);
  const limit = parseMoney(variance, currency);
  return (
    <Card title={t("console_store.limits")}>
      <Form
        what="console_store.not_saved"
        disabled={limit === null}
        onSend={() =>
          save(
            {
              policy: {
                varianceLimit: limit ?? 0,
                sessionHours: Number(hours),
                blindClose: blind,
                carryOverCarts: carry,
              },
            },
            saved,
          )
        }
      >
        {(errorOf) => (
          <>
            <FormRow>
              <Field
                numeric
                label={t("console_store.variance")}
                hint={t("console_store.variance_hint")}
                value={variance}
                error={limit === null ? t("console_store.no_amount") : errorOf("policy/varianceLimit")}
                onInput={(event) => setVariance(event.currentTarget.value)}
              />
              <Field
                numeric
                label={t("console_store.session_hours")}
                value={hours}
                error={errorOf("policy/sessionHours")}
                onInput={(event) => setHours(event.currentTarget.value)}
              />
            </FormRow>
            <Check
              label={t("console_store.blind")}
              hint={t("console_store.blind_hint")}
              checked={blind}
              onChange={setBlind}
            />
            <Check
              label={t("console_store.carry")}
              hint={t("console_store.carry_hint")}
              checked={carry}
              onChange={setCarry}
            />
          </>
        )}
      </Form>
    </Card>
  );
}

function Fixed({ of }: { of: Site }) {
  const country = new Intl.DisplayNames(lang.value, { type: "region" }).of(of.country) ?? of.country;
  return (
    <Card title={t("console_store.fixed")}>
      <Facts
        facts={[
          [t("console_setup.country"), country],
          [t("console_setup.currency"), of.currency],
          [t("console_setup.zone"), <bdi dir="ltr">{of.timeZone}</bdi>],
          [t("console_setup.included"), t(of.pricesIncludeTax ? "core.yes" : "core.no")],
          [t("console_store.site_id"), <bdi dir="ltr">{of.siteId}</bdi>],
        ]}
      />
    </Card>
  );
}
