import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/text";
import { Button } from "./Button";
import { type Close, DialogFrame, openDialog } from "./Dialog";
import { Field } from "./Field";
import { Keypad, press } from "./Keypad";
import "./ask.css";

interface NumberQuestion<T> {
  title: string;
  label: string;
  hint?: string;
  about?: ComponentChildren;
  initial?: string;
  confirm?: string;
  /** The value, or null when the text is none. */
  parse: (text: string) => T | null;
  wrong: string;
}

/** Asks for a number by pad or keyboard; undefined when it was left. */
export function askNumber<T>(question: NumberQuestion<T>): Promise<T | undefined> {
  return openDialog<T>((close) => <AskNumber question={question} close={close} />, { label: question.title });
}

function AskNumber<T>({ question, close }: { question: NumberQuestion<T>; close: Close<T> }) {
  const text = useSignal(question.initial ?? "");
  const error = useSignal("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.select(), []);
  const submit = () => {
    const value = question.parse(text.value);
    if (value === null) error.value = question.wrong;
    else close(value);
  };
  return (
    <form
      ref={form}
      onSubmit={(event: Event) => {
        event.preventDefault();
        submit();
      }}
    >
      <DialogFrame title={question.title} buttons={<AskButtons confirm={question.confirm} close={close} />}>
        {question.about}
        <Field
          numeric
          class="ask-number"
          label={question.label}
          {...(question.hint ? { hint: question.hint } : {})}
          value={text}
          error={error.value || undefined}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
        <Keypad onKey={(key) => (text.value = press(text.value, key))} />
      </DialogFrame>
    </form>
  );
}

function AskButtons<T>({
  confirm,
  danger = false,
  close,
}: {
  confirm?: string | undefined;
  danger?: boolean | undefined;
  close: Close<T>;
}) {
  return (
    <>
      <Button onClick={() => close()}>{t("core.cancel")}</Button>
      <Button kind={danger ? "danger" : "primary"} size="large" type="submit">
        {confirm ?? t("core.ok")}
      </Button>
    </>
  );
}

interface TextQuestion {
  title: string;
  label: string;
  initial?: string;
  confirm?: string;
  about?: ComponentChildren;
  /** Ready answers; a tap takes one. */
  choices?: readonly string[];
  /** Whether an empty answer counts. */
  optional?: boolean;
  /** What follows cannot be undone. */
  danger?: boolean;
}

/** Asks for a few words, such as a note or a reason; undefined when it was left. */
export function askText(question: TextQuestion): Promise<string | undefined> {
  return openDialog<string>((close) => <AskText question={question} close={close} />, { label: question.title });
}

function AskText({ question, close }: { question: TextQuestion; close: Close<string> }) {
  const text = useSignal(question.initial ?? "");
  const error = useSignal("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>(question.choices ? ".choices button" : "input")?.focus();
  }, []);
  return (
    <form
      ref={form}
      onSubmit={(event: Event) => {
        event.preventDefault();
        if (text.value.trim() === "" && !question.optional) error.value = t("core.needed");
        else close(text.value.trim());
      }}
    >
      <DialogFrame
        title={question.title}
        buttons={<AskButtons confirm={question.confirm} danger={question.danger} close={close} />}
      >
        {question.about}
        {question.choices && (
          <Choices choices={question.choices} chosen={text.value} onChoose={(choice) => close(choice)} />
        )}
        <Field
          label={question.label}
          value={text}
          maxLength={200}
          dir="auto"
          error={error.value || undefined}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
      </DialogFrame>
    </form>
  );
}

/** Ready answers in a row. */
export function Choices({
  choices,
  chosen,
  onChoose,
}: {
  choices: readonly string[];
  chosen: string;
  onChoose: (choice: string) => void;
}) {
  return (
    <div class="choices">
      {choices.map((choice) => (
        <Button key={choice} aria-pressed={choice === chosen} onClick={() => onChoose(choice)}>
          {choice}
        </Button>
      ))}
    </div>
  );
}

interface Confirmation {
  title: string;
  text?: string;
  about?: ComponentChildren;
  yes: string;
  no?: string;
  danger?: boolean;
}
/** Asks yes or no; undefined when it was left. */
export function askYes({ title, text, about, yes, no, danger }: Confirmation): Promise<boolean | undefined> {
  return openDialog<boolean>(
    (close) => (
      <form
        onSubmit={(event: Event) => {
          event.preventDefault();
          close(true);
        }}
      >
        <DialogFrame
          title={title}
          buttons={
            <>
              <Button onClick={() => close(false)}>{no ?? t("core.cancel")}</Button>
              <Button kind={danger ? "danger" : "primary"} size="large" type="submit" autofocus>
                {yes}
              </Button>
            </>
          }
        >
          {text && <p>{text}</p>}
          {about}
        </DialogFrame>
      </form>
    ),
    { label: title },
  );
}
