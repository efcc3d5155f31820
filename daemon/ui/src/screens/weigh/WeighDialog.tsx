import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { isProblem } from "../../api/problem";
import { Button } from "../../design/Button";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { has, t } from "../../i18n/text";
import { Weigher } from "../../scale/weigher";
import { type Weighing, wordOf } from "../../scale/weighing";
import { hotkeyOf } from "../help/Help";
import { useKeys } from "../live";
import { TareKeys } from "./TareKeys";
import "./weigh.css";

/** What came of it: a weight of the scale's with the packaging that comes off, or the wish to type one. */
export type Weighed = { weighing: Weighing; tare?: string | undefined } | { byHand: true };
interface Question {
  device: string;
  variantId: string;
  unit: string;
  title: string;
  hint?: string | undefined;
}

/** Weighs an article on the register's scale; undefined when it was left. */
export function askScale(question: Question): Promise<Weighed | undefined> {
  return openDialog<Weighed>((close) => <Weigh question={question} close={close} />, { label: question.title });
}

function Weigh({ question, close }: { question: Question; close: Close<Weighed> }) {
  const tare = useSignal<string | undefined>(undefined);
  const weigher = useMemo(
    () =>
      new Weigher(question.device, question.variantId, (weighing) =>
        close({ weighing, tare: weighing.net ? undefined : tare.peek() }),
      ),
    [],
  );
  useEffect(() => () => weigher.leave(), []);
  const buttons = useRef<HTMLDivElement>(null);
  const now = weigher.now.value;
  const word = wordOf(now);
  const same = now?.state === "same_goods";
  const stopped = weigher.trouble.value !== undefined || (now?.state === "failed" && now.why !== "timed_out");
  // Enter is for the one thing that is asked of the cashier now.
  useLayoutEffect(() => {
    if (same || stopped) buttons.current?.querySelector("button")?.focus();
  }, [same, stopped]);
  const keys = {
    zero: () => void weigher.adjust("zero"),
    tare: () => void weigher.adjust("tare"),
    clear_tare: () => void weigher.adjust("clear_tare"),
    by_hand: () => close({ byHand: true }),
  };
  useKeys("weigh", keys);
  return (
    <DialogFrame
      title={question.title}
      buttons={
        <>
          <Button onClick={() => close()}>{t("core.cancel")}</Button>
          <Button icon="keypad" hotkey={hotkeyOf("weigh", "by_hand")} onClick={keys.by_hand}>
            {t("scale.by_hand")}
          </Button>
        </>
      }
    >
      {question.hint && <p class="quiet">{question.hint}</p>}
      <div class={`weigh weigh-${word}`}>
        <p class="weigh-figure" dir="ltr">
          <span class="weigh-digits">{now?.weight ?? "\u2013"}</span> <span class="weigh-unit">{now?.unit ?? ""}</span>
        </p>
        <p class="weigh-word" role="status">
          {t(`scale.${word}`)}
          {now?.net && ` · ${t("scale.net", { tare: now.tare ?? "" })}`}
        </p>
      </div>
      {weigher.trouble.value !== undefined && (
        <p class="field-error" role="alert">
          {complaint(weigher.trouble.value)}
        </p>
      )}
      <div ref={buttons} class="weigh-main">
        {same && (
          <Button kind="primary" size="large" onClick={() => void weigher.confirm()}>
            {t("scale.confirm_same")}
          </Button>
        )}
        {stopped && (
          <Button kind="primary" size="large" onClick={() => void weigher.begin()}>
            {t("scale.again")}
          </Button>
        )}
      </div>
      <TareKeys unit={question.unit} chosen={tare} disabled={now?.net === true} />
      <div class="weigh-keys">
        <Button hotkey={hotkeyOf("weigh", "zero")} onClick={keys.zero}>
          {t("scale.zero")}
        </Button>
        <Button hotkey={hotkeyOf("weigh", "tare")} onClick={keys.tare}>
          {t("scale.tare")}
        </Button>
        <Button hotkey={hotkeyOf("weigh", "clear_tare")} disabled={!now?.net} onClick={keys.clear_tare}>
          {t("scale.clear_tare")}
        </Button>
      </div>
    </DialogFrame>
  );
}

function complaint(error: unknown): string {
  if (isProblem(error) && has(`problem.${error.type}`)) return `${t(`problem.${error.type}`)} ${error.detail}`;
  return isProblem(error) ? error.detail : t("scale.no_answer");
}
