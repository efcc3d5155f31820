import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Form, FormRow, Select } from "../../design/Form";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { printers } from "./printers";

type Found = Schemas["DiscoveredDevice"];

/** A receipt printer: found by the appliance or named by its address, set up, and tried with a page of paper. */
export function PrinterStep({ done }: { done: () => void }) {
  const [made, setMade] = useState<Schemas["Device"]>();
  const setUp = async (address: string, profile: string | null, name: string) => {
    const { data: registers } = await call("listRegisters");
    const { data } = await act("printer", (key) =>
      call("createDevice", {
        body: {
          kind: "receipt_printer",
          name,
          address,
          ...(profile === null ? {} : { profile }),
          registers: registers.items.map(({ id }) => id),
        },
        key,
      }),
    );
    setMade(data);
  };
  if (made !== undefined) return <Trial printer={made} done={done} />;
  return (
    <>
      <Search onChoose={(found) => setUp(found.address ?? "", found.profile, nameOf(found))} />
      <ByAddress onSend={(address, model) => setUp(address, model, t("console_first.printer_name"))} />
    </>
  );
}

const nameOf = ({ maker, model }: Found) => [maker, model].filter(Boolean).join(" ") || t("console_first.printer_name");

function Search({ onChoose }: { onChoose: (found: Found) => Promise<void> }) {
  const [found, setFound] = useState<Found[]>([]);
  const [running, setRunning] = useState(false);
  const look = async () => {
    setRunning(true);
    try {
      const { data: begun } = await act("discovery", (key) => call("startDiscovery", { body: {}, key }));
      for (let tries = 0; tries < 60; ++tries) {
        const { data } = await call("getDiscovery", { path: { id: begun.id } });
        setFound(
          data.items.filter(({ kind, address }) => address !== null && (kind === null || kind === "receipt_printer")),
        );
        if (data.state === "finished") break;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    } catch (error) {
      showProblem(error, { what: "console_first.search_failed" });
    } finally {
      setRunning(false);
    }
  };
  useEffect(() => {
    void look();
  }, []);
  return (
    <>
      <p role="status">
        {running ? t("console_first.searching") : t("console_first.found", { n: found.length })}{" "}
        {!running && (
          <Button size="small" onClick={() => void look()}>
            {t("console_first.search_again")}
          </Button>
        )}
      </p>
      {found.length > 0 && (
        <ul class="found">
          {found.map((each) => (
            <li key={each.address}>
              <span>
                <strong dir="auto">{nameOf(each)}</strong>{" "}
                <span class="quiet" dir="ltr">
                  {each.address}
                </span>
              </span>
              <Button
                onClick={() =>
                  onChoose(each).catch((error) => showProblem(error, { what: "console_first.printer_failed" }))
                }
              >
                {t("console_first.take")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function ByAddress({ onSend }: { onSend: (address: string, model: string | null) => Promise<void> }) {
  const model = useSignal("");
  const address = useSignal("");
  const whole = () => (address.value.includes("://") ? address.value.trim() : `tcp://${address.value.trim()}`);
  return (
    <Form
      what="console_first.printer_failed"
      send={t("console_first.take_address")}
      disabled={address.value.trim() === ""}
      onSend={() => onSend(whole(), model.value || null)}
    >
      {(errorOf) => (
        <FormRow>
          <Field
            label={t("console_first.printer_address")}
            hint={t("console_first.printer_address_hint")}
            value={address}
            dir="ltr"
            error={errorOf("address")}
            onInput={(event) => (address.value = event.currentTarget.value)}
          />
          <Select
            label={t("console_first.model")}
            value={model.value}
            options={[{ value: "", label: t("console_first.other_model") }, ...printers]}
            error={errorOf("profile")}
            onChoose={(chosen) => (model.value = chosen)}
          />
        </FormRow>
      )}
    </Form>
  );
}

/** Paper says more than a light: only who has seen the page knows that it works. */
function Trial({ printer, done }: { printer: Schemas["Device"]; done: () => void }) {
  const [sent, setSent] = useState(false);
  const test = async () => {
    try {
      await act("test_device", (key) => call("testDevice", { path: { id: printer.id }, body: {}, key }));
      setSent(true);
    } catch (error) {
      showProblem(error, { what: "console_first.test_failed" });
    }
  };
  return (
    <>
      <p>{t("console_first.printer_set_up", { name: printer.name })}</p>
      {sent && <p role="status">{t("console_first.page_sent")}</p>}
      <div class="form-buttons">
        <Button icon="printer" onClick={() => void test()}>
          {t(sent ? "console_first.test_again" : "console_first.test")}
        </Button>
        <Button kind="primary" icon="check" onClick={done}>
          {t("console_first.printer_works")}
        </Button>
      </div>
    </>
  );
}
