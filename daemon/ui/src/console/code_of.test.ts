import { expect, it } from "vitest";
import { codeOf } from "./code_of";

it("a new role gets a code of its name that no other has", () => {
  expect(codeOf("Shift lead", [])).toBe("shift_lead");
  expect(codeOf("Équipe", [])).toBe("e_quipe");
  expect(codeOf("مشرف", [{ code: "role" }])).toBe("role_2");
  expect(codeOf("Cashier", [{ code: "cashier" }, { code: "cashier_2" }])).toBe("cashier_3");
});
