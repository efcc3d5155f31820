import { Badge, Card, Facts } from "../../design/Card";
import { dateTime } from "../../i18n/format";
import { has, t } from "../../i18n/text";
import { useResource } from "../data";
import { Loaded } from "../Loaded";

/** How the store stands with the hub, and why; a store of its own says that. */
export function Mode() {
  const matrix = useResource("getCapabilities", {}, { topics: ["capabilities"], every: 30_000 });
  return (
    <Card title={t("console_day.mode")} class="today-mode">
      <Loaded of={matrix}>
        {({ mode, standalone, cause, since, drill, mastersAsOf }) => {
          const name = standalone ? "alone" : mode;
          const why = `capabilities.cause_${cause.toLowerCase()}`;
          return (
            <>
              <p>
                <Badge tone={name === "online" || name === "alone" ? "good" : "warning"}>
                  {t(`console_day.mode_${name}`)}
                </Badge>
              </p>
              <p class="quiet">{t(`console_day.mode_${name}_means`)}</p>
              {!standalone && (
                <Facts
                  facts={[
                    ...(since ? [[t("console_day.since"), dateTime(since)] as const] : []),
                    ...(name !== "online" && has(why) ? [[t("console_day.cause"), t(why)] as const] : []),
                    ...(mastersAsOf ? [[t("console_day.prices_of"), dateTime(mastersAsOf)] as const] : []),
                    ...(drill
                      ? [[t("console_day.drill"), t("console_day.until", { time: dateTime(drill.until) })] as const]
                      : []),
                  ]}
                />
              )}
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
