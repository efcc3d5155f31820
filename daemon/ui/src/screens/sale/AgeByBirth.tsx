import { useState } from "preact/hooks";
import { isProblem } from "../../api/problem";
import { Button } from "../../design/Button";
import { type Close, DialogFrame, openDialog } from "../../design/Dialog";
import { Field } from "../../design/Field";
import { Keypad, press } from "../../design/Keypad";
import { dayInWords, dayShape, latinDigits } from "../../i18n/format";
import { loadLaterTexts, t } from "../../i18n/text";
import type { Cart } from "../../till/state";
import { setLineTerms } from "../check/check_acts";
import { toJudge } from "./age";
import { allDigits, dayOf, shown, yearsOn } from "./birth";

/** Has the date of birth judged that the cashier reads off a document; undefined: asked differently. It is kept nowhere. */
export async function proveByBirth(cart: Cart, years: number, today: string): Promise<boolean | undefined> {
  await loadLaterTexts();
  const label = t("sale.age_title", { years });
  return openDialog<boolean>((close) => <Birth {...{ cart, years, today, label, close }} />, { label });
}

interface Props {
  cart: Cart;
  years: number;
  today: string;
  label: string;
  close: Close<boolean>;
}

function Birth({ cart, years, today, label, close }: Props) {
  const shape = dayShape();
  const [digits, setDigits] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const day = dayOf(digits, shape);
  const age = day === null ? null : yearsOn(day, today);
  const enough = age !== null && age >= years && refused === undefined;
  const type = (text: string) => {
    setRefused(undefined);
    setDigits(text.slice(0, allDigits));
  };
  const confirm = async () => {
    if (!enough || day === null || busy) return;
    setBusy(true);
    try {
      for (const id of toJudge(cart)) await setLineTerms(id, { birthDate: day });
      close(true);
    } catch (error) {
      setBusy(false);
      setRefused(complaint(error));
    }
  };
  const wrong = digits.length === allDigits && age === null ? t("floor.birth_wrong") : refused;
  return (
    <form
      onSubmit={(event: Event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <DialogFrame
        title={label}
        buttons={
          <>
            <Button onClick={() => close()}>{t("core.back")}</Button>
            <Button onClick={() => close(false)}>{t("sale.age_no")}</Button>
            <Button kind="primary" size="large" type="submit" disabled={!enough || busy}>
              {t("sale.age_yes")}
            </Button>
          </>
        }
      >
        <Field
          numeric
          class="ask-number"
          inputMode="numeric"
          label={t("floor.birth")}
          hint={t("floor.birth_hint", { example: shown(exampleOf(shape.map(({ part }) => part)), shape) })}
          error={wrong}
          value={shown(digits, shape)}
          onInput={(event) => {
            const field = event.currentTarget;
            const text = latinDigits(field.value).replace(/\D/g, "");
            // Erasing a mark erases the digit before it.
            const erased = text === digits && field.value.length < shown(digits, shape).length;
            type(erased ? text.slice(0, -1) : text);
            field.value = shown((erased ? text.slice(0, -1) : text).slice(0, allDigits), shape);
          }}
        />
        <p role="status">
          {day !== null && age !== null && refused === undefined && (
            <>
              {t("floor.birth_is", { day: dayInWords(day), n: age })}{" "}
              <strong>{t(enough ? "floor.birth_enough" : "floor.birth_young", { years })}</strong>
            </>
          )}
        </p>
        <Keypad whole onKey={(key) => type(press(digits, key, allDigits))} />
      </DialogFrame>
    </form>
  );
}

const example = { day: "31", month: "12", year: "1990" };
const exampleOf = (parts: readonly (keyof typeof example)[]) => parts.map((part) => example[part]).join("");

const complaint = (error: unknown): string =>
  isProblem(error, "conflict", "invalid-argument")
    ? t("floor.birth_refused", { detail: error.detail })
    : `${t("floor.age_what")}${isProblem(error) ? ` ${error.detail}` : ""}`;
