import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../api/call";
import { showProblem } from "../design/Banner";
import { Button } from "../design/Button";
import { Facts } from "../design/Card";
import { Select } from "../design/Form";
import { qrCode, qrPath } from "../display/qr";
import { dateTime } from "../i18n/format";
import { t } from "../i18n/text";
import { act } from "../till/act";
import { useResource } from "./data";
import { fingerprint, isLoopback, waysIn } from "./reach";
import "./PairingCode.css";

interface Code {
  code: string;
  expiresAt: string;
}

/**
 * A code that makes another browser part of the store, as a picture for its camera, as an address and as letters. `page` is
 * `/pos` or `/console`. Which of the appliance's addresses the other device gets is chosen here.
 */
export function PairingCode({ page, registerId }: { page: string; registerId?: string | undefined }) {
  const [made, setMade] = useState<Code>();
  const [chosen, setChosen] = useState<string>();
  const system = useResource("getSystem");
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
  // Without an answer of the machine the address in use does as well.
  if (made === undefined || (system.data === undefined && system.error === undefined))
    return <p class="quiet">{t("core.loading")}</p>;
  const ways = waysIn(location.origin, system.data?.addresses ?? []);
  const base = chosen ?? ways[0] ?? location.origin;
  const address = `${base}${page}#code=${made.code}`;
  return (
    <div class="pair-code">
      <Picture text={address} />
      <div class="pair-code-text">
        {ways.length > 1 && (
          <Select
            label={t("console_store.reach")}
            hint={t("console_store.reach_hint")}
            value={base}
            options={ways.map((way) => ({
              value: way,
              label: isLoopback(way) ? t("console_store.reach_here", { address: way }) : way,
            }))}
            onChoose={setChosen}
          />
        )}
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
      {base.startsWith("https:") && <Fingerprints of={system.data?.certificates ?? []} />}
    </div>
  );
}

function Picture({ text }: { text: string }) {
  const grid = qrCode(text);
  if (!grid) return null;
  return (
    <svg viewBox={`0 0 ${grid.length + 8} ${grid.length + 8}`} role="img" aria-label={t("console_store.qr")}>
      <rect width="100%" height="100%" fill="#fff" />
      <path d={qrPath(grid)} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}

/** What the other device is shown of the store's certificates, to be compared by eye before its code is typed there. */
function Fingerprints({ of }: { of: Schemas["System"]["certificates"] }) {
  const shown = [
    ["The store's own authority's", "console_store.fingerprint_authority"],
    ["The store's", "console_store.fingerprint_server"],
  ].flatMap(([whose, key = ""]) => {
    const sha256 = of.find((each) => each.whose === whose)?.sha256;
    return sha256 ? [[t(key), <Fingerprint key={key} sha256={sha256} />] as const] : [];
  });
  if (shown.length === 0) return null;
  return (
    <section class="pair-code-known" aria-label={t("console_store.fingerprints")}>
      <h3>{t("console_store.fingerprints")}</h3>
      <p class="quiet">{t("console_store.fingerprints_how")}</p>
      <Facts facts={shown} />
    </section>
  );
}

function Fingerprint({ sha256 }: { sha256: string }) {
  return (
    <code class="fingerprint" dir="ltr">
      {fingerprint(sha256)}
    </code>
  );
}
