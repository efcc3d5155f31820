import { useEffect, useState } from "preact/hooks";
import { Button } from "../../design/Button";
import { Icon } from "../../design/Icon";
import { t } from "../../i18n/text";
import { onScan } from "../../scan/scans";
import { play } from "../../sound/sounds";
import { scannerGap } from "../../till/settings";
import { beginsBurst, reportOf, type SeenKey } from "./wedge_report";

interface Seen {
  keys: SeenKey[];
  /** What the wedge made of it: a code, or typing while it is null. */
  code: string | null;
}

/** Shows every key as the wedge sees it, ahead of the page, and what came out: a scan or typing. */
export function ScannerTest() {
  const seen = useSeen();
  const report = reportOf(seen.keys);
  const limit = Number(scannerGap.value);
  const slow = seen.code === null && report.keys >= 4 && report.better !== null && report.longest > limit;
  return (
    <section class="scanner-test" aria-label={t("settings.test")}>
      <h2>{t("settings.test")}</h2>
      <p class="quiet">{t("settings.test_hint")}</p>
      <div class={seen.code === null ? "scanner-result" : "scanner-result scanner-good"} role="status">
        {seen.keys.length === 0 ? (
          <p class="quiet">{t("settings.test_waiting")}</p>
        ) : (
          <>
            <p class="scanner-verdict">
              <Icon name={seen.code === null ? "keypad" : "check"} size={28} />
              {t(seen.code === null ? "settings.test_typing" : "settings.test_scan")}
              {seen.code !== null && (
                <code dir="ltr" class="scanner-code">
                  {visible(seen.code)}
                </code>
              )}
            </p>
            <p>
              {t("settings.test_keys", { n: report.keys })}
              {report.keys > 1 && ` · ${t("settings.test_gaps", { longest: report.longest, mean: report.mean })}`}
            </p>
            {seen.code !== null && report.longest > 0 && report.longest <= limit * 0.7 && (
              <p class="quiet">{t("settings.test_advice_ok", { limit })}</p>
            )}
            {slow && (
              <p class="scanner-advice">
                {t("settings.test_advice_slow", { limit, better: report.better ?? limit })}{" "}
                <Button size="small" onClick={() => (scannerGap.value = String(report.better ?? limit))}>
                  {t("settings.test_set", { better: report.better ?? limit })}
                </Button>
              </p>
            )}
          </>
        )}
      </div>
      {seen.keys.length > 0 && <KeyByKey keys={seen.keys} limit={limit} />}
    </section>
  );
}

function KeyByKey({ keys, limit }: { keys: readonly SeenKey[]; limit: number }) {
  return (
    <ol class="scanner-keys" dir="ltr" aria-label={t("settings.test_each")}>
      {keys.map((key, index) => (
        <li key={index} class={key.gap !== null && key.gap > limit ? "scanner-late" : ""}>
          <kbd>{visible(key.key)}</kbd>
          <small>{key.gap === null ? "" : `+${Math.round(key.gap)}`}</small>
        </li>
      ))}
    </ol>
  );
}

/** Keys that print nothing, in signs. */
function visible(text: string): string {
  const signs: Record<string, string> = { Enter: "⏎", Tab: "⇥", Shift: "⇧", Control: "Ctrl", " ": "␣" };
  return signs[text] ?? text.replaceAll("\u001d", "␝");
}

/** The last burst of keys. Listens on the window, which hears a key before the wedge, on the document, holds it. */
function useSeen(): Seen {
  const [seen, setSeen] = useState<Seen>({ keys: [], code: null });
  useEffect(() => {
    let last: number | null = null;
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || ["Shift", "Control", "Alt", "AltGraph", "CapsLock"].includes(event.key)) return;
      const gap = last === null ? null : event.timeStamp - last;
      last = event.timeStamp;
      setSeen((before) =>
        beginsBurst(gap)
          ? { keys: [{ key: event.key, gap: null }], code: null }
          : { keys: [...before.keys, { key: event.key, gap }].slice(-60), code: null },
      );
    };
    window.addEventListener("keydown", onKey, { capture: true });
    const stop = onScan(({ raw }) => {
      play("ok");
      setSeen((before) => ({ ...before, code: raw }));
    });
    return () => {
      window.removeEventListener("keydown", onKey, { capture: true });
      stop();
    };
  }, []);
  return seen;
}
