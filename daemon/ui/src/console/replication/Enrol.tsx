import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { Card } from "../../design/Card";
import { Field } from "../../design/Field";
import { Form } from "../../design/Form";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { Sheet } from "../frame/Sheet";
import { goTo, linkTo } from "../place";

/** Makes this store known to a hub, by a token that its operator made for it. */
export function Enrol() {
  const [hub, setHub] = useState("https://");
  const [token, setToken] = useState("");
  const send = async () => {
    const body = { hub: hub.trim(), token: token.trim() };
    await act("enrolStore", (key) => call("enrolStore", { body, key, patience: 30_000 }));
    goTo("replication", [], {}, true);
  };
  return (
    <Sheet
      title={t("console_machine.enrol")}
      intro={t("console_machine.enrol_intro")}
      back={{ href: linkTo("replication"), label: t("console_machine.replication") }}
    >
      <Card>
        <Form
          what="console_machine.enrol_failed"
          send={t("console_machine.enrol")}
          onSend={send}
          disabled={token.trim() === "" || !/^https?:\/\/.+/.test(hub.trim())}
        >
          {(errorOf) => (
            <>
              <Field
                label={t("console_machine.hub_address")}
                value={hub}
                dir="ltr"
                error={errorOf("hub")}
                onInput={(event) => setHub(event.currentTarget.value)}
              />
              <Field
                label={t("console_machine.token")}
                hint={t("console_machine.token_hint")}
                value={token}
                dir="ltr"
                error={errorOf("token")}
                onInput={(event) => setToken(event.currentTarget.value)}
              />
            </>
          )}
        </Form>
      </Card>
    </Sheet>
  );
}
