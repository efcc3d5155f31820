import { Button } from "../../design/Button";
import { EmptyState } from "../../design/Card";
import type { IconName } from "../../design/Icon";
import { Light, type LightState } from "../../design/Light";
import { Table } from "../../design/Table";
import type { Device } from "../../devices/of_register";
import { age } from "../../i18n/format";
import { has, t } from "../../i18n/text";
import { can } from "../../till/session";
import { registers } from "../../till/state";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import type { PageProps } from "../pages";
import { goTo, linkTo } from "../place";
import { AddDevice } from "./AddDevice";
import { DeviceSheet } from "./DeviceSheet";
import "./devices.css";
import { PrintQueue } from "./PrintQueue";

/** `#/devices`, `/add`, `/{id}`. */
export default function Devices({ path }: PageProps) {
  const [where] = path;
  if (where === "add") return <AddDevice />;
  if (where !== undefined) return <DeviceSheet key={where} id={where} />;
  return <Overview />;
}

export const icons: Record<Device["kind"], IconName> = {
  receipt_printer: "printer",
  scale: "scale",
  scanner: "search",
  customer_display: "image",
  card_terminal: "card",
  cash_drawer: "drawer",
};
const lights: Record<Device["state"], LightState> = {
  online: "good",
  warning: "warning",
  fault: "bad",
  offline: "bad",
  off: "off",
};

function Overview() {
  const devices = useResource("listDevices", {}, { topics: ["devices"], every: 5000 });
  return (
    <Sheet
      title={t("console_machine.devices")}
      intro={t("console_machine.devices_intro")}
      actions={
        can("device_admin") && (
          <Button kind="primary" icon="plus" onClick={() => goTo("devices", ["add"])}>
            {t("console_machine.add_device")}
          </Button>
        )
      }
    >
      <Loaded of={devices}>
        {({ items }) => (
          <Table
            caption={t("console_machine.devices")}
            rows={items}
            idOf={({ id }) => id}
            hrefOf={({ id }) => linkTo("devices", [id])}
            empty={
              <EmptyState
                icon="printer"
                title={t("console_machine.no_devices")}
                text={t("console_machine.no_devices_text")}
              />
            }
            columns={[
              { id: "name", head: t("console_machine.name"), main: true, cell: ({ name }) => <bdi>{name}</bdi> },
              { id: "kind", head: t("console_machine.kind"), cell: ({ kind }) => t(`devices.kind_${kind}`) },
              { id: "state", head: t("console_machine.health"), cell: (device) => <Health device={device} /> },
              { id: "hint", head: t("console_machine.hint"), cell: ({ hint }) => hintOf(hint) },
              { id: "good", head: t("console_machine.last_good"), cell: ({ lastGoodAt }) => agoOf(lastGoodAt) },
              {
                id: "registers",
                head: t("console_machine.registers"),
                cell: (device) => <bdi>{registersOf(device)}</bdi>,
              },
              { id: "waiting", head: t("console_machine.waiting"), numeric: true, cell: ({ waiting }) => waiting ?? 0 },
            ]}
          />
        )}
      </Loaded>
      <PrintQueue />
    </Sheet>
  );
}

export function Health({ device }: { device: Device }) {
  const words = device.words ?? device.state;
  const said = `printing.${words}`;
  return (
    <Light
      state={lights[device.state]}
      icon={icons[device.kind]}
      name={t(`lights.device_${lights[device.state]}`)}
      words={words === "online" || !has(said) ? "" : t(said)}
    />
  );
}
export function hintOf(hint: string | null | undefined): string {
  return hint && has(`printing.${hint}`) ? t(`printing.${hint}`) : "–";
}
export function agoOf(time: string | null | undefined): string {
  return time
    ? t("console_machine.ago", { age: age(Math.max(0, Date.now() - Date.parse(time))) })
    : t("console_machine.never");
}
function registersOf(device: Device): string {
  const names = (device.registers ?? []).map((id) => registers.value.find((each) => each.id === id)?.name ?? "");
  return names.filter(Boolean).join(", ") || "–";
}
