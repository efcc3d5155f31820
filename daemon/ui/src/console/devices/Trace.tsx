import { useEffect, useState } from "preact/hooks";
import { callBlob } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Card } from "../../design/Card";
import { Document } from "../../design/Document";
import { t } from "../../i18n/text";
import { keepFile } from "../articles/goods";

/** What goes over the line of a device, as it goes; looked at only while somebody wants to see it. */
export function Trace({ id }: { id: string }) {
  const [on, setOn] = useState(false);
  const [text, setText] = useState("");
  useEffect(() => {
    if (!on) return;
    const stop = new AbortController();
    const ask = () =>
      callBlob("getDeviceTrace", { path: { id }, accept: "text/plain", signal: stop.signal })
        .then((blob) => blob.text())
        .then(setText)
        .catch((error: unknown) => {
          if (stop.signal.aborted) return;
          setOn(false);
          showProblem(error, { what: "console_machine.trace_failed" });
        });
    void ask();
    const beat = setInterval(() => void ask(), 1000);
    return () => {
      stop.abort();
      clearInterval(beat);
    };
  }, [on, id]);
  return (
    <Card
      title={t("console_machine.trace")}
      actions={
        <>
          {text !== "" && (
            <Button onClick={() => keepFile("trace.txt", new Blob([text], { type: "text/plain" }))}>
              {t("console_machine.keep")}
            </Button>
          )}
          <Button aria-pressed={on} onClick={() => setOn(!on)}>
            {t(on ? "console_machine.trace_off" : "console_machine.trace_on")}
          </Button>
        </>
      }
    >
      <p class="quiet">{t("console_machine.trace_text")}</p>
      {(on || text !== "") && (
        <Document follow label={t("console_machine.trace")} text={text || t("console_machine.trace_nothing")} />
      )}
    </Card>
  );
}
