import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call";
import { askYes } from "../../design/ask";
import { showProblem } from "../../design/Banner";
import { Button } from "../../design/Button";
import { Card } from "../../design/Card";
import { Field } from "../../design/Field";
import { Form } from "../../design/Form";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { useResource } from "../data";
import { Loaded } from "../Loaded";
import { tell } from "../tell";

/** How old a terminal's token may be, and new ones for all of them now. */
export function TokenCard({ reload }: { reload: () => Promise<void> }) {
  const policy = useResource("getTokenPolicy");
  return (
    <Card title={t("console_store.tokens")}>
      <p>{t("console_store.tokens_intro")}</p>
      <Loaded of={policy}>{({ days }) => <TokenAge days={days} reload={reload} />}</Loaded>
    </Card>
  );
}

function TokenAge({ days, reload }: { days: number; reload: () => Promise<void> }) {
  const [wanted, setWanted] = useState(String(days));
  useEffect(() => setWanted(String(days)), [days]);
  const order = async () => {
    const sure = await askYes({
      title: t("console_store.tokens_order_title"),
      text: t("console_store.tokens_order_text"),
      yes: t("console_store.tokens_order"),
    });
    if (!sure) return;
    try {
      const { data } = await act("orderTokens", (key) => call("orderTokens", { body: {}, key }));
      const { terminals, withoutKey } = data;
      const left = withoutKey > 0 ? ` ${t("console_store.tokens_without_key", { n: withoutKey })}` : "";
      tell(t("console_store.tokens_ordered", { n: terminals }) + left, "tokens");
      await reload();
    } catch (error) {
      showProblem(error, { what: "console_store.tokens_not_ordered" });
    }
  };
  return (
    <Form
      what="console_store.not_saved"
      beside={
        <Button kind="quiet" onClick={() => void order()}>
          {t("console_store.tokens_order")}
        </Button>
      }
      onSend={async () => {
        await act("tokenPolicy", (key) => call("putTokenPolicy", { body: { days: Number(wanted) }, key }));
        tell(t("console_store.tokens_saved"), "tokens");
      }}
    >
      {(errorOf) => (
        <Field
          numeric
          label={t("console_store.tokens_days")}
          hint={t("console_store.tokens_days_hint")}
          value={wanted}
          error={errorOf("days")}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      )}
    </Form>
  );
}
