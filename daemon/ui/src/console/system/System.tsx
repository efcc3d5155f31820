import type { ComponentChildren } from "preact";
import { callBlob, type Schemas } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card, Cards, Facts, type Tone } from "../../design/Card";
import { dateTime } from "../../i18n/format";
import { lang, t } from "../../i18n/text";
import { useResource } from "../data";
import { Sheet } from "../frame/Sheet";
import { Loaded } from "../Loaded";
import { linkTo } from "../place";
import { Findings } from "./Findings";
import "./system.css";

/** Bytes as people read them. */
export function bytes(count: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
  let at = 0;
  let value = count;
  for (; value >= 1000 && at < units.length - 1; ++at) value /= 1000;
  const format = new Intl.NumberFormat(`${lang.value}-u-nu-latn`, {
    style: "unit",
    unit: units[at] ?? "byte",
    maximumFractionDigits: value < 10 && at > 0 ? 1 : 0,
  });
  return format.format(value);
}

/** How the machine is, what to do about it, and what runs on it. */
export default function System() {
  const system = useResource("getSystem", {}, { every: 15_000 });
  return (
    <Sheet
      title={t("console_system.title")}
      intro={t("console_system.intro")}
      actions={
        <Button icon="note" onClick={() => void download()}>
          {t("console_system.bundle")}
        </Button>
      }
    >
      <Findings />
      <Loaded of={system}>
        {(now) => (
          <Cards min="20rem">
            <Card title={t("console_system.machine")}>
              <Facts
                facts={[
                  [t("console_system.disk"), <Room free={now.disk.free} size={now.disk.size} />],
                  [t("console_system.memory"), bytes(now.memoryFree)],
                  [t("console_system.database"), bytes(now.database.bytes + now.database.walBytes)],
                  [
                    t("console_system.clock"),
                    <>
                      {dateTime(now.now)}{" "}
                      <Badge tone={now.clock.quality === "good" ? "good" : "warning"}>
                        {t(`console_system.clock_${now.clock.quality}`)}
                      </Badge>
                    </>,
                  ],
                  ...clockFacts(now.clock),
                ]}
              />
            </Card>
            <Card title={t("console_system.program")}>
              <Facts
                facts={[
                  [t("console_system.version"), <bdi dir="ltr">{now.version}</bdi>],
                  [t("console_system.schema"), now.schema],
                  [t("console_system.since"), dateTime(now.startedAt, "full")],
                  [
                    t("console_system.reached"),
                    now.addresses.length === 0 ? (
                      t("console_system.this_machine")
                    ) : (
                      <bdi dir="ltr">{now.addresses.join(" ")}</bdi>
                    ),
                  ],
                ]}
              />
              <a href={linkTo("updates")}>{t("console_system.updates_link")}</a>
            </Card>
            <Card title={t("console_system.certificates")}>
              {now.certificates.length === 0 ? (
                <p class="quiet">{t("console_system.no_certificates")}</p>
              ) : (
                <Facts
                  facts={now.certificates.map(({ whose, endsAt }) => [
                    whoseName(whose),
                    endsAt === null ? <Badge tone="bad">{t("console_system.unreadable")}</Badge> : <Ends at={endsAt} />,
                  ])}
                />
              )}
            </Card>
          </Cards>
        )}
      </Loaded>
    </Sheet>
  );
}

/** Who keeps the clock, how far off it is, and how far off it may be. */
function clockFacts(clock: Schemas["System"]["clock"]): [string, ComponentChildren][] {
  const milliseconds = (n: number) => t("console_machine.milliseconds", { n });
  return [
    [
      t("console_system.clock_source"),
      clock.source === "" ? t("console_system.clock_nobody") : <bdi dir="ltr">{clock.source}</bdi>,
    ],
    [
      t("console_system.clock_offset"),
      t("console_system.clock_within", { offset: milliseconds(clock.offsetMs), error: milliseconds(clock.errorMs) }),
    ],
    ...(clock.lastSyncAt === null
      ? []
      : ([[t("console_system.clock_last"), dateTime(clock.lastSyncAt, "full")]] as [string, string][])),
    ...(clock.hubOffsetMs === null
      ? []
      : ([[t("console_system.clock_hub"), milliseconds(clock.hubOffsetMs)]] as [string, string][])),
  ];
}

function Room({ free, size }: { free: number; size: number }) {
  const used = size > 0 ? 1 - free / size : 0;
  return (
    <span class="room">
      {t("console_system.free_of", { free: bytes(free), size: bytes(size) })}
      <meter
        class="room-meter"
        min={0}
        max={1}
        low={0.8}
        high={0.92}
        optimum={0}
        value={used}
        aria-label={t("console_system.disk_used")}
      />
    </span>
  );
}

/** The appliance's words for its certificates; one that is new to this page is said as it says it. */
function whoseName(whose: string): string {
  if (whose === "The store's") return t("console_system.whose_store");
  if (whose === "The store's own authority's") return t("console_system.whose_authority");
  if (whose === "The hub's for this store") return t("console_system.whose_hub");
  return whose;
}

function Ends({ at }: { at: string }) {
  const days = Math.floor((Date.parse(at) - Date.now()) / 86_400_000);
  const tone: Tone = days < 7 ? "bad" : days < 30 ? "warning" : "good";
  return (
    <>
      {dateTime(at, "date")} <Badge tone={tone}>{t("console_system.days", { n: Math.max(0, days) })}</Badge>
    </>
  );
}

async function download(): Promise<void> {
  try {
    const blob = await callBlob("getSupportBundle", { accept: "application/json", patience: 60_000 });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "holdfast-support.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  } catch (error) {
    showProblem(error, { what: "console_system.no_bundle" });
  }
}
