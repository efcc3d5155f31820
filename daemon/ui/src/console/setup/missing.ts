import { type Draft, rateOf, wrongPin } from "./draft";

/** What of a step has to be mended before the next: by field, the key of what to say. */
export function missingIn(step: string, draft: Draft): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (step === "store") {
    for (const name of ["name", "country", "currency", "zone"] as const)
      if (draft[name].trim() === "") wrong[name] = "core.needed";
    if (wrong["currency"] === undefined && !/^[A-Z]{3}$/.test(draft.currency))
      wrong["currency"] = "console_setup.wrong_currency";
  }
  if (step === "tax")
    draft.rates.forEach((rate, at) => {
      if (rateOf(rate) === null) wrong[`rate${at}`] = "console_setup.wrong_rate";
      else if (draft.rates.some((other, before) => before < at && Number(rateOf(other)) === Number(rateOf(rate))))
        wrong[`rate${at}`] = "console_setup.same_rate";
    });
  if (step === "registers")
    draft.registers.forEach((name, at) => {
      if (name.trim() === "") wrong[`register${at}`] = "core.needed";
    });
  if (step === "staff" || step === "review")
    draft.people.forEach((person, at) => {
      if (person.name.trim() === "") wrong[`name${at}`] = "core.needed";
      if (!/^\d{1,12}$/.test(person.code)) wrong[`code${at}`] = "console_setup.wrong_code";
      else if (draft.people.some((other, before) => before < at && other.code === person.code))
        wrong[`code${at}`] = "console_setup.same_code";
      if (wrongPin(person.pin)) wrong[`pin${at}`] = "console_setup.wrong_pin";
    });
  return wrong;
}
