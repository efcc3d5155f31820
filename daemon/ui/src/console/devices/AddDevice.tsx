import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card, EmptyState } from "../../design/Card";
import { Field } from "../../design/Field";
import { Table } from "../../design/Table";
import type { Device } from "../../devices/of_register";
import { has, t } from "../../i18n/text";
import { act } from "../../till/act";
import { Sheet } from "../frame/Sheet";
import { goTo, linkTo } from "../place";
import { DeviceForm, type DeviceValues } from "./DeviceForm";

type Found = Schemas["DiscoveredDevice"];
type Discovery = Schemas["Discovery"];

/** Looks around for devices, and sets one up: what was found fills the form. */
export function AddDevice() {
  const [chosen, setChosen] = useState<{ known: Partial<Device>; n: number }>({ known: {}, n: 0 });
  const take = ({ kind, address, profile, maker, model }: Found) =>
    setChosen(({ n }) => ({
      n: n + 1,
      known: {
        ...(kind === null ? {} : { kind: kind as Device["kind"] }),
        ...(address === null ? {} : { address }),
        ...(profile === null ? {} : { profile }),
        name: [maker, model].filter(Boolean).join(" "),
      },
    }));
  const save = async ({ profile, ...values }: DeviceValues) => {
    const body = { ...values, ...(profile === "" ? {} : { profile }) };
    const { data } = await act("createDevice", (key) => call("createDevice", { body, key }));
    goTo("devices", [data.id], {}, true);
  };
  return (
    <Sheet
      title={t("console_machine.add_device")}
      intro={t("console_machine.add_device_intro")}
      back={{ href: linkTo("devices"), label: t("console_machine.devices") }}
    >
      <Search onTake={take} />
      <Card title={t("console_machine.set_up")}>
        <DeviceForm key={chosen.n} known={chosen.known} onSend={save} />
      </Card>
    </Sheet>
  );
}

function Search({ onTake }: { onTake: (found: Found) => void }) {
  const [discovery, setDiscovery] = useState<Discovery>();
  const [subnet, setSubnet] = useState("");
  const running = discovery?.state === "running";
  const begin = async () => {
    const body = subnet.trim() === "" ? {} : { scan: subnet.trim() };
    try {
      setDiscovery((await act("startDiscovery", (key) => call("startDiscovery", { body, key }))).data);
    } catch (error) {
      showProblem(error, { what: "console_machine.search_failed" });
    }
  };
  useEffect(() => {
    if (!running || discovery === undefined) return;
    const timer = setTimeout(
      () =>
        call("getDiscovery", { path: { id: discovery.id } }).then(
          ({ data }) => setDiscovery(data),
          (error: unknown) => showProblem(error, { what: "console_machine.search_failed" }),
        ),
      1000,
    );
    return () => clearTimeout(timer);
  }, [discovery]);
  return (
    <Card
      title={t("console_machine.search")}
      actions={
        <Button kind="primary" icon="search" disabled={running} onClick={() => void begin()}>
          {t(running ? "console_machine.searching" : "console_machine.search_now")}
        </Button>
      }
    >
      <Field
        label={t("console_machine.subnet")}
        hint={t("console_machine.subnet_hint")}
        value={subnet}
        dir="ltr"
        placeholder="192.168.1.0/24"
        onInput={(event) => setSubnet(event.currentTarget.value)}
      />
      {discovery && (
        <Table
          caption={t("console_machine.found")}
          rows={discovery.items}
          idOf={({ source, toldBy, address }) => `${source} ${toldBy} ${address}`}
          empty={
            running ? (
              <p role="status">{t("console_machine.searching")}</p>
            ) : (
              <EmptyState
                icon="search"
                title={t("console_machine.none_found")}
                text={t("console_machine.none_found_text")}
              />
            )
          }
          columns={[
            {
              id: "name",
              head: t("console_machine.name"),
              main: true,
              cell: ({ maker, model, toldBy }) => <bdi>{[maker, model].filter(Boolean).join(" ") || toldBy}</bdi>,
            },
            {
              id: "kind",
              head: t("console_machine.kind"),
              cell: ({ kind }) => (kind && has(`devices.kind_${kind}`) ? t(`devices.kind_${kind}`) : "–"),
            },
            {
              id: "address",
              head: t("console_machine.address"),
              cell: ({ address }) => <bdi dir="ltr">{address ?? "–"}</bdi>,
            },
            {
              id: "sure",
              head: t("console_machine.certainty"),
              cell: ({ certainty }) => (
                <Badge tone={certainty === "known" ? "good" : "plain"}>
                  {t(`console_machine.certainty_${certainty}`)}
                </Badge>
              ),
            },
          ]}
          actions={(found) => (
            <Button size="small" onClick={() => onTake(found)}>
              {t("console_machine.take")}
            </Button>
          )}
        />
      )}
    </Card>
  );
}
