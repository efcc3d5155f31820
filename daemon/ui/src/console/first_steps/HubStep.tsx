import { useSignal } from "@preact/signals";
import { call } from "../../api/call";
import { Field } from "../../design/Field";
import { Form } from "../../design/Form";
import { t } from "../../i18n/text";
import { act } from "../../till/act";

/** Several stores under one roof: the hub shows a token, which works once. Without one the store stands alone, whole. */
export function HubStep({ done }: { done: () => void }) {
  const hub = useSignal("https://");
  const token = useSignal("");
  return (
    <Form
      what="console_first.hub_failed"
      send={t("console_first.enrol")}
      disabled={token.value.trim() === ""}
      onSend={async () => {
        await act("enrol", (key) =>
          call("enrolStore", { body: { hub: hub.value.trim(), token: token.value.trim() }, key, patience: 30_000 }),
        );
        done();
      }}
    >
      {(errorOf) => (
        <>
          <Field
            label={t("console_first.hub_address")}
            value={hub}
            dir="ltr"
            error={errorOf("hub")}
            onInput={(event) => (hub.value = event.currentTarget.value)}
          />
          <Field
            label={t("console_first.hub_token")}
            hint={t("console_first.hub_token_hint")}
            value={token}
            dir="ltr"
            spellcheck={false}
            error={errorOf("token")}
            onInput={(event) => (token.value = event.currentTarget.value)}
          />
        </>
      )}
    </Form>
  );
}
