import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { askYes } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Card, Cards, Facts } from "../../design/Card";
import { release } from "../../devices/claims";
import type { Device } from "../../devices/of_register";
import { dateTime } from "../../i18n/format";
import { t } from "../../i18n/text";
import { testDevice } from "../../screens/devices/test_device";
import { act } from "../../till/act";
import { can } from "../../till/session";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { goTo, linkTo } from "../place";
import { tell } from "../tell";
import { DeviceForm, type DeviceValues } from "./DeviceForm";
import { agoOf, Health, hintOf } from "./Devices";
import { Trace } from "./Trace";

/** One device: how it is, a test, its settings, who works with it, and what goes over its line. */
export function DeviceSheet({ id }: { id: string }) {
  const device = useResource("getDevice", { path: { id } }, { topics: ["devices"], every: 3000 });
  return (
    <Sheet
      title={<bdi>{device.data?.name ?? t("core.loading")}</bdi>}
      back={{ href: linkTo("devices"), label: t("console_machine.devices") }}
      actions={device.data && <Tests device={device.data} />}
    >
      <Loaded of={device}>
        {(data) => (
          <Cards min="22rem">
            <State device={data} onChanged={device.reload} />
            {can("device_admin") && <Settings key={data.id} device={data} onSaved={device.reload} />}
          </Cards>
        )}
      </Loaded>
      {can("device_admin") && device.data && <Trace of={device.data} onChanged={device.reload} />}
    </Sheet>
  );
}

function Tests({ device }: { device: Device }) {
  const test = async (drawer: boolean) => {
    try {
      const said = await testDevice(device, drawer);
      if (said) tell(said);
    } catch (error) {
      showProblem(error, { what: "devices.act_test" });
    }
  };
  return (
    <>
      {device.kind === "receipt_printer" && (
        <Button icon="drawer" onClick={() => void test(true)}>
          {t("devices.drawer")}
        </Button>
      )}
      {device.kind !== "scanner" && (
        <Button kind="primary" onClick={() => void test(false)}>
          {t("devices.test")}
        </Button>
      )}
    </>
  );
}

function State({ device, onChanged }: { device: Device; onChanged: () => Promise<void> }) {
  const free = () =>
    release(device.id, true).then(onChanged, (error: unknown) => showProblem(error, { what: "devices.act_free" }));
  const { claim } = device;
  return (
    <Card title={t("console_machine.health")}>
      <Facts
        facts={[
          [t("console_machine.state"), <Health key="state" device={device} />],
          [t("console_machine.hint"), hintOf(device.hint)],
          [t("console_machine.since"), device.since ? dateTime(device.since, "full") : "–"],
          [t("console_machine.last_good"), agoOf(device.lastGoodAt)],
          [t("console_machine.line_says"), <bdi key="detail">{device.detail ?? "–"}</bdi>],
          [t("console_machine.waiting"), device.waiting ?? 0],
          [
            t("console_machine.in_use"),
            claim ? t("devices.owner", { till: claim.terminalName, staff: claim.staff }) : t("console_machine.nobody"),
          ],
        ]}
      />
      {claim && can("device_admin") && <Button onClick={() => void free()}>{t("devices.free")}</Button>}
    </Card>
  );
}

function Settings({ device, onSaved }: { device: Device; onSaved: () => Promise<void> }) {
  const [active, setActive] = useState(device.active !== false);
  const save = async ({ secret, kind: _, ...values }: DeviceValues) => {
    const body = { ...values, active, ...(secret ? { secret } : {}) };
    await act("changeDevice", (key) => call("changeDevice", { path: { id: device.id }, body, key }));
    tell(t("console_goods.saved"));
    await onSaved();
  };
  const remove = async () => {
    const sure = await askYes({
      title: t("console_machine.remove_device"),
      text: t("console_machine.remove_device_text", { name: device.name }),
      yes: t("console_machine.remove_device"),
      danger: true,
    });
    if (!sure) return;
    try {
      await act("removeDevice", (key) => call("removeDevice", { path: { id: device.id }, key }));
      goTo("devices", [], {}, true);
    } catch (error) {
      showProblem(error, { what: "console_machine.remove_failed" });
    }
  };
  return (
    <Card title={t("console_machine.settings")}>
      <DeviceForm
        known={device}
        active={{ value: active, onChange: setActive }}
        onSend={save}
        beside={
          <Button icon="trash" onClick={() => void remove()}>
            {t("console_machine.remove_device")}
          </Button>
        }
      />
    </Card>
  );
}
