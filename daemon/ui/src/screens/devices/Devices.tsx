import { useEffect, useState } from "preact/hooks";
import { onLive } from "../../api/stream";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Icon, type IconName } from "../../design/Icon";
import { Light, type LightState } from "../../design/Light";
import { Page } from "../../design/Page";
import { release } from "../../devices/claims";
import { type Device, ofRegister } from "../../devices/of_register";
import { age } from "../../i18n/format";
import { has, t } from "../../i18n/text";
import { onScan } from "../../scan/scans";
import { play } from "../../sound/sounds";
import { askDevices, known } from "../../till/connection";
import { can } from "../../till/session";
import { terminal } from "../../till/state";
import { moveFocus, useNow } from "../live";
import "./devices.css";
import { lastReport, testDevice } from "./test_device";

const icons: Record<Device["kind"], IconName> = {
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

/** What the last test or reading of each device said. */
type Said = Record<string, string>;

/** Every device of the register: how it is, whose it is, and a test. Other registers' follow, for who looks for one. */
export function Devices() {
  const [said, setSaid] = useState<Said>({});
  const say = (id: string, words: string) => setSaid((before) => ({ ...before, [id]: words }));
  useEffect(() => void askDevices(), []);
  useEffect(
    () =>
      onScan(({ code }) => {
        const scanner = ofRegister.value.find(({ kind }) => kind === "scanner");
        if (scanner === undefined) return false;
        play("ok");
        say(scanner.id, t("devices.scanned", { code }));
      }),
    [],
  );
  useEffect(
    () =>
      onLive("TerminalReport", (data) => {
        const id = String(data["deviceId"]);
        lastReport(id).then(
          (words) => say(id, words),
          () => undefined,
        );
      }),
    [],
  );
  const mine = ofRegister.value;
  const others = known.value.devices.filter((each) => !mine.includes(each));
  return (
    <Page title={t("devices.title")}>
      <div class="devices">
        {mine.length === 0 && <p class="devices-none">{t("devices.none")}</p>}
        <List label={t("devices.mine")} devices={mine} said={said} say={say} />
        {others.length > 0 && (
          <details>
            <summary>{t("devices.others", { n: others.length })}</summary>
            <List label={t("devices.others", { n: others.length })} devices={others} said={said} say={say} />
          </details>
        )}
      </div>
    </Page>
  );
}

interface ListProps {
  label: string;
  devices: readonly Device[];
  said: Said;
  say: (id: string, words: string) => void;
}
function List({ label, devices, said, say }: ListProps) {
  const now = useNow();
  return (
    <ul aria-label={label} onKeyDown={(event) => moveFocus(event, "button")}>
      {devices.map((each) => (
        <Row key={each.id} device={each} now={now} said={said[each.id]} say={(words) => say(each.id, words)} />
      ))}
    </ul>
  );
}

interface RowProps {
  device: Device;
  now: number;
  said: string | undefined;
  say: (words: string) => void;
}
function Row({ device, now, said, say }: RowProps) {
  const [busy, setBusy] = useState(false);
  const words = device.words ?? device.state;
  const { claim } = device;
  const test = async (drawer: boolean) => {
    setBusy(true);
    try {
      const told = await testDevice(device, drawer);
      if (told !== undefined) say(told);
    } catch (error) {
      showProblem(error, { what: "devices.act_test" });
    } finally {
      setBusy(false);
      void askDevices();
    }
  };
  return (
    <li class={`device device-${lights[device.state]}`} aria-label={device.name}>
      <Icon name={icons[device.kind]} size={28} />
      <div class="device-words">
        <p>
          <strong>
            <bdi>{device.name}</bdi>
          </strong>{" "}
          <span class="quiet">{t(`devices.kind_${device.kind}`)}</span>
        </p>
        <Light
          state={lights[device.state]}
          icon={icons[device.kind]}
          name={t(`lights.device_${lights[device.state]}`)}
          words={words === "online" || !has(`printing.${words}`) ? "" : t(`printing.${words}`)}
        />
        {device.hint && has(`printing.${device.hint}`) && <p>{t(`printing.${device.hint}`)}</p>}
        {device.detail && (
          <p class="quiet device-detail" dir="auto">
            {device.detail}
          </p>
        )}
        <p class="quiet">
          {device.lastGoodAt
            ? t("devices.last_good", { age: age(Math.max(0, now - Date.parse(device.lastGoodAt))) })
            : t("devices.never_good")}
        </p>
        {claim && <Owner device={device} claim={claim} />}
        {said && (
          <p class="device-said" role="status">
            <bdi>{said}</bdi>
          </p>
        )}
      </div>
      <div class="device-buttons">
        {device.kind !== "scanner" && (
          <Button
            disabled={busy}
            aria-label={t("devices.test_of", { name: device.name })}
            onClick={() => void test(false)}
          >
            {t("devices.test")}
          </Button>
        )}
        {device.kind === "receipt_printer" && (
          <Button
            disabled={busy}
            icon="drawer"
            aria-label={t("devices.drawer_of", { name: device.name })}
            onClick={() => void test(true)}
          >
            {t("devices.drawer")}
          </Button>
        )}
      </div>
    </li>
  );
}

function Owner({ device, claim }: { device: Device; claim: NonNullable<Device["claim"]> }) {
  const here = claim.terminalId === terminal.value?.terminalId;
  const free = () =>
    release(device.id, true).then(askDevices, (error: unknown) => showProblem(error, { what: "devices.act_free" }));
  return (
    <p class="device-owner">
      {here ? t("devices.ours") : t("devices.owner", { till: claim.terminalName, staff: claim.staff })}
      {!here && can("device_admin") && (
        <Button size="small" onClick={() => void free()}>
          {t("devices.free")}
        </Button>
      )}
    </p>
  );
}
