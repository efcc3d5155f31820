import { useEffect, useState } from "preact/hooks";
import { call } from "../api/call";
import { showProblem } from "../design/Banner";
import { Button } from "../design/Button";
import { qrCode, qrPath } from "../display/qr";
import { dateTime } from "../i18n/format";
import { t } from "../i18n/text";
import { act } from "../till/act";
import "./first_steps/first_steps.css";

interface Code {
  code: string;
  expiresAt: string;
}

/**
 * A code that makes another browser part of the store, as a picture for its camera, as an address and as letters. `page` is
 * `/pos` or `/console`; `base` is where the other device reaches this appliance.
 */
export function PairingCode({
  page,
  registerId,
  base = location.origin,
}: {
  page: string;
  registerId?: string | undefined;
  base?: string;
}) {
  const [made, setMade] = useState<Code>();
  const make = () =>
    act("pairing_code", (key) =>
      call("createPairingCode", { body: registerId === undefined ? {} : { registerId }, key }),
    ).then(
      ({ data }) => setMade(data),
      (error) => showProblem(error, { what: "console_store.code_failed" }),
    );
  useEffect(() => {
    void make();
  }, [page, registerId]);
  if (made === undefined) return <p class="quiet">{t("core.loading")}</p>;
  const address = `${base}${page}?code=${made.code}`;
  const grid = qrCode(address);
  return (
    <div class="pair-code">
      {grid && (
        <svg viewBox={`0 0 ${grid.length + 8} ${grid.length + 8}`} role="img" aria-label={t("console_store.qr")}>
          <rect width="100%" height="100%" fill="#fff" />
          <path d={qrPath(grid)} fill="#000" shape-rendering="crispEdges" />
        </svg>
      )}
      <div class="pair-code-text">
        <p>{t("console_store.code_how")}</p>
        <p class="pair-code-code" dir="ltr">
          {made.code}
        </p>
        <p>
          <a href={address} target="_blank" rel="noreferrer" dir="ltr">
            {address}
          </a>
        </p>
        <p class="quiet">
          {t("console_store.code_until", { time: dateTime(made.expiresAt, "time") })}{" "}
          {isLoopback(base) && t("console_store.code_loopback")}
        </p>
        <Button kind="quiet" onClick={() => void make()}>
          {t("console_store.code_new")}
        </Button>
      </div>
    </div>
  );
}

function isLoopback(base: string): boolean {
  return /^https?:\/\/(localhost|127\.|\[::1\])/.test(base);
}
