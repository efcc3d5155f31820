import { useState } from "preact/hooks";
import { call } from "../../api/call";
import { Button } from "../../design/Button";
import { Card } from "../../design/Card";
import { Field } from "../../design/Field";
import { Check, Form, Select, TextArea } from "../../design/Form";
import { t } from "../../i18n/text";
import { act } from "../../till/act";
import { complainedOf, type Leaf, leavesOf, typedValue, withValue } from "./document_edit";
import "./letter.css";

/**
 * Puts an event right: its values one by one, those that the hub complained of first, or the whole as text. What the log
 * holds stays as it is; the corrected one goes up in its place.
 */
export function LetterEditor({
  id,
  document,
  detail,
  onDone,
}: {
  id: string;
  document: object;
  detail: string;
  onDone: () => Promise<void>;
}) {
  const [edited, setEdited] = useState<unknown>(document);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const [text, setText] = useState<string>();
  const [all, setAll] = useState(false);
  const [reason, setReason] = useState("");
  const leaves = leavesOf(document);
  const about = complainedOf(detail, leaves);
  const shown = all || about.size === 0 ? leaves : leaves.filter(({ pointer }) => about.has(pointer));
  const parsed = text === undefined ? edited : parse(text);
  const changed = JSON.stringify(parsed) !== JSON.stringify(document);
  const change = (leaf: Leaf, typed: string) => {
    const value = typedValue(typed, leaf.kind);
    setWrong(new Set([...wrong, leaf.pointer].filter((each) => each !== leaf.pointer || value === undefined)));
    if (value !== undefined) setEdited(withValue(edited, leaf.pointer, value));
  };
  const send = async () => {
    const body = { corrected: JSON.stringify(parsed), reason: reason.trim() };
    await act("fixDeadLetter", (key) => call("fixDeadLetter", { path: { deadLetterId: id }, body, key }));
    await onDone();
  };
  return (
    <Card
      title={t("console_machine.fix_letter")}
      actions={
        <Button
          size="small"
          aria-pressed={text !== undefined}
          onClick={() => setText(text === undefined ? JSON.stringify(edited, null, 2) : undefined)}
        >
          {t("console_machine.as_text")}
        </Button>
      }
    >
      <p class="quiet">{t("console_machine.fix_letter_text")}</p>
      <Form
        what="console_machine.letter_failed"
        send={t("console_machine.fix_send")}
        onSend={send}
        disabled={!changed || parsed === undefined || wrong.size > 0 || reason.trim() === ""}
      >
        {() => (
          <>
            {text !== undefined ? (
              <TextArea
                label={t("console_machine.document")}
                rows={16}
                value={text}
                error={parsed === undefined ? t("console_machine.no_json") : undefined}
                onInput={setText}
              />
            ) : (
              <>
                {about.size > 0 && <Check label={t("console_machine.all_fields")} checked={all} onChange={setAll} />}
                <div class="letter-fields">
                  {shown.map((leaf) => (
                    <LeafField
                      key={leaf.pointer}
                      leaf={leaf}
                      complaint={about.has(leaf.pointer) ? detail : undefined}
                      wrong={wrong.has(leaf.pointer)}
                      onInput={(typed) => change(leaf, typed)}
                    />
                  ))}
                </div>
              </>
            )}
            <Field
              label={t("core.reason")}
              maxLength={500}
              value={reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </>
        )}
      </Form>
    </Card>
  );
}

function LeafField({
  leaf: { pointer, name, value, kind },
  complaint,
  wrong,
  onInput,
}: {
  leaf: Leaf;
  complaint: string | undefined;
  wrong: boolean;
  onInput: (typed: string) => void;
}) {
  const [typed, setTyped] = useState(value === null ? "" : String(value));
  const input = (text: string) => {
    setTyped(text);
    onInput(text);
  };
  const error = wrong ? t(`console_machine.wants_${kind}`) : complaint;
  if (kind === "flag")
    return (
      <Select
        label={name}
        value={typed}
        error={error}
        options={[
          { value: "true", label: t("core.yes") },
          { value: "false", label: t("core.no") },
        ]}
        onChoose={input}
      />
    );
  return (
    <Field
      label={name}
      dir="ltr"
      value={typed}
      disabled={pointer === "/id"}
      inputMode={kind === "whole" ? "numeric" : undefined}
      error={error}
      onInput={(event) => input(event.currentTarget.value)}
    />
  );
}

function parse(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    return value !== null && typeof value === "object" ? value : undefined;
  } catch {
    return undefined;
  }
}
