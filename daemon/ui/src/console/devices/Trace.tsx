import { useEffect, useState } from "preact/hooks";
import { call, callBlob } from "../../api/call";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Badge, Card } from "../../design/Card";
import { Document } from "../../design/Document";
import type { Device } from "../../devices/of_register";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { keepFile } from "../articles/goods";

/** What goes over the line of a device: recorded at the appliance or not, and looked at while somebody wants to see it. */
export function Trace({ of: { id, traced }, onChanged }: { of: Device; onChanged: () => Promise<void> }) {
  const [on, setOn] = useState(false);
  const [text, setText] = useState("");
  const recorded = traced !== false;
  useEffect(() => {
    if (!on || !recorded) return;
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
  }, [on, recorded, id]);
  const record = async () => {
    try {
      await act("changeDevice", (key) => call("changeDevice", { path: { id }, body: { traced: !recorded }, key }));
      if (recorded) {
        setOn(false);
        setText("");
      }
      await onChanged();
    } catch (error) {
      showProblem(error, { what: "console_machine.trace_not_switched" });
    }
  };
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
          <Button onClick={() => void record()}>
            {t(recorded ? "console_machine.trace_stop" : "console_machine.trace_record")}
          </Button>
          {recorded && (
            <Button aria-pressed={on} onClick={() => setOn(!on)}>
              {t(on ? "console_machine.trace_off" : "console_machine.trace_on")}
            </Button>
          )}
        </>
      }
    >
      <p role="status">
        <Badge tone={recorded ? "accent" : "plain"}>
          {t(recorded ? "console_machine.trace_recorded" : "console_machine.trace_not_recorded")}
        </Badge>
      </p>
      <p class="quiet">{t(recorded ? "console_machine.trace_text" : "console_machine.trace_off_text")}</p>
      {recorded && (on || text !== "") && (
        <Document follow label={t("console_machine.trace")} text={text || t("console_machine.trace_nothing")} />
      )}
    </Card>
  );
}
