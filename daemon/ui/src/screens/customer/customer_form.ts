// What is kept of a customer: as little as they want to give.

export interface Entry {
  name: string;
  phone: string;
  email: string;
}
export type Wrong = Partial<Record<keyof Entry, "name_needed" | "email_wrong">>;

export function wrongIn(entry: Entry): Wrong {
  const wrong: Wrong = {};
  if (entry.name.trim() === "") wrong.name = "name_needed";
  if (entry.email.trim() !== "" && !/^[^@\s]+@[^@\s]+$/.test(entry.email.trim())) wrong.email = "email_wrong";
  return wrong;
}

/** As createCustomer takes it: what was left empty is not there at all. */
export function bodyOf(entry: Entry) {
  const [name, phone, email] = [entry.name.trim(), entry.phone.trim(), entry.email.trim()];
  return { name, ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
}

/** What was searched for without a hit is mostly the new customer's name, number or address already. */
export function entryFrom(searched: string): Entry {
  const text = searched.trim();
  if (text.includes("@")) return { name: "", phone: "", email: text };
  if (/^[\d+()/\-. ]{5,}$/.test(text)) return { name: "", phone: text, email: "" };
  return { name: text, phone: "", email: "" };
}
