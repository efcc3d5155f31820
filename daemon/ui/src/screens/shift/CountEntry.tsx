import { useMemo } from "preact/hooks";
import { countable, denominationsOf } from "../../cash/denominations";
import { Amount } from "../../design/Amount";
import { Button } from "../../design/Button";
import { Field } from "../../design/Field";
import { Tabs } from "../../design/Tabs";
import { minorDigits, money } from "../../i18n/format";
import { t } from "../../i18n/text";
import { localCash } from "../tender/payment";
import { type Counting, countedIn, emptyCount, piecesIn } from "./count";

interface Props {
  currency: string;
  counting: Counting;
  onChange: (counting: Counting) => void;
  /** Label of the one amount. */
  label: string;
  error?: string | undefined;
}

/** A drawer counted as one amount or by its notes and coins. Enter and the arrows walk down the pieces. */
export function CountEntry({ currency, counting, onChange, label, error }: Props) {
  const counted = countedIn(counting, currency);
  return (
    <div class="count">
      <Tabs
        label={t("shift.how")}
        value={counting.by}
        options={[
          { value: "sum", label: t("shift.by_sum") },
          { value: "pieces", label: t("shift.by_pieces") },
        ]}
        onChange={(by) => onChange({ ...counting, by })}
      />
      {counting.by === "sum" ? (
        <Field
          key="sum"
          label={label}
          error={error}
          numeric
          class="count-sum"
          value={counting.sum}
          onInput={(event: Event) => onChange({ ...counting, sum: (event.currentTarget as HTMLInputElement).value })}
        />
      ) : (
        <>
          <Pieces currency={currency} counting={counting} onChange={onChange} />
          {error && (
            <p class="field-error" role="alert">
              {error}
            </p>
          )}
          <p class="count-total" role="status">
            <span>{t("shift.counted")}</span>
            <Amount minor={counted ?? 0} currency={currency} />
            <Button kind="quiet" size="small" onClick={() => onChange({ ...emptyCount, by: "pieces" })}>
              {t("shift.clear")}
            </Button>
          </p>
        </>
      )}
    </div>
  );
}

function Pieces({ currency, counting, onChange }: Pick<Props, "currency" | "counting" | "onChange">) {
  const step = localCash.value?.roundingStep ?? 1;
  const kinds = useMemo(() => countable(denominationsOf(currency, minorDigits(currency), step)), [currency, step]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only walks between the fields inside
    <div class="pieces" onKeyDown={walk}>
      {(["notes", "coins"] as const).map((kind) => (
        <fieldset key={kind}>
          <legend>{t(`shift.${kind}`)}</legend>
          {kinds[kind].map((value) => {
            const text = counting.pieces[value] ?? "";
            const pieces = piecesIn(text);
            return (
              <label key={value} class="piece">
                <Amount minor={value} currency={currency} class="piece-value" />
                <input
                  type="text"
                  inputMode="numeric"
                  dir="ltr"
                  class="numeric"
                  maxLength={6}
                  autocomplete="off"
                  aria-label={t("shift.pieces_of", { value: money(value, currency) })}
                  aria-invalid={pieces === null ? "true" : undefined}
                  value={text}
                  onInput={(event: Event) =>
                    onChange({
                      ...counting,
                      pieces: { ...counting.pieces, [value]: (event.currentTarget as HTMLInputElement).value },
                    })
                  }
                />
                <span class="piece-sum">{pieces ? <Amount minor={pieces * value} currency={currency} /> : null}</span>
              </label>
            );
          })}
        </fieldset>
      ))}
    </div>
  );
}

/** Down the list by Enter or arrow; on the last piece Enter goes on to the form's button. */
function walk(event: KeyboardEvent): void {
  const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const inputs = [...(event.currentTarget as HTMLElement).querySelectorAll("input")];
  const to = inputs[inputs.indexOf(event.target as HTMLInputElement) + step];
  if (to === undefined) return;
  event.preventDefault();
  to.focus();
  to.select();
}
