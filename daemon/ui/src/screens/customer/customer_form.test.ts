import { expect, it } from "vitest";
import { bodyOf, entryFrom, wrongIn } from "./customer_form";

it("wants a name and nothing else", () => {
  expect(wrongIn({ name: " ", phone: "", email: "" })).toEqual({ name: "name_needed" });
  expect(wrongIn({ name: "Corner Café", phone: "", email: "" })).toEqual({});
});

it("tells an address that can be none", () => {
  expect(wrongIn({ name: "A", phone: "", email: "a.example" })).toEqual({ email: "email_wrong" });
  expect(wrongIn({ name: "A", phone: "", email: "a@example" })).toEqual({});
});

it("sends only what was given", () => {
  expect(bodyOf({ name: " Corner Café ", phone: "", email: " " })).toEqual({ name: "Corner Café" });
  expect(bodyOf({ name: "A", phone: "+353 1", email: "a@b" })).toEqual({ name: "A", phone: "+353 1", email: "a@b" });
});

it.each([
  ["Corner Café", { name: "Corner Café", phone: "", email: "" }],
  ["+353 1 555 0100", { name: "", phone: "+353 1 555 0100", email: "" }],
  ["a@example.org", { name: "", phone: "", email: "a@example.org" }],
])("begins a new customer with %j", (searched, entry) => expect(entryFrom(searched)).toEqual(entry));
