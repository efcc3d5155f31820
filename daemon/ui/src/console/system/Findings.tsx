import { Button } from "../../design/Button";
import { Badge, Card, type Tone } from "../../design/Card";
import { t } from "../../i18n/text";
import { useResource } from "../data";
import { Loaded } from "../Loaded";
import { type Told, told } from "./words";
import "./system.css";

const tones: Record<Told["severity"], Tone> = { trouble: "bad", warning: "warning", notice: "accent", good: "good" };

/** What the doctor says and what to do about it; the appliance's own words, with figures and commands, behind a fold. */
export function Findings() {
  const check = useResource("checkSystem");
  return (
    <Card
      title={t("console_system.check")}
      actions={
        <Button size="small" disabled={check.loading} onClick={() => void check.reload()}>
          {t("console_system.check_again")}
        </Button>
      }
    >
      <Loaded of={check}>
        {({ items }) => {
          const open = told(items);
          if (open.length === 0) return <p>{t("console_system.all_good", { n: items.length })}</p>;
          return (
            <ul class="findings">
              {open.map((finding) => (
                <li key={`${finding.severity} ${finding.what}`}>
                  <Badge tone={tones[finding.severity]}>{t(`console_system.severity_${finding.severity}`)}</Badge>
                  <div>
                    <Words of={finding} />
                    {finding.own.length > 0 && <Own words={finding.own} />}
                  </div>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Card>
  );
}

function Words({ of: { what, next, known } }: { of: Told }) {
  const foreign = known ? {} : ({ lang: "en", dir: "ltr" } as const);
  return (
    <>
      <p {...foreign}>{what}</p>
      {next && (
        <p class="finding-remedy" {...foreign}>
          {next}
        </p>
      )}
    </>
  );
}

function Own({ words }: { words: string[] }) {
  return (
    <details class="finding-own">
      <summary>
        {t("console_system.own_words")}
        {words.length > 1 && ` · ${words.length}`}
      </summary>
      {words.map((each) => (
        <p key={each} lang="en" dir="ltr">
          {each}
        </p>
      ))}
    </details>
  );
}
