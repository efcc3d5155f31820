/** The bars of an EAN-13 or UPC-A as ones and noughts, 95 of them; null for another code or a wrong check digit. Pure. */
export function ean13(code: string): string | null {
  const digits = code.replace(/^0(?=\d{13}$)/, "").padStart(13, "0");
  if (!/^\d{12,14}$/.test(code) || digits.length !== 13 || !checks(digits)) return null;
  const parity = parities[Number(digits[0])] ?? "";
  const left = [...digits.slice(1, 7)].map((digit, at) => side(digit, parity[at] === "G" ? "G" : "L"));
  const right = [...digits.slice(7)].map((digit) => side(digit, "R"));
  return `101${left.join("")}01010${right.join("")}101`;
}

const parities = ["LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL"];
const leftOdd = [
  "0001101",
  "0011001",
  "0010011",
  "0111101",
  "0100011",
  "0110001",
  "0101111",
  "0111011",
  "0110111",
  "0001011",
];

function side(digit: string, kind: "L" | "G" | "R"): string {
  const odd = leftOdd[Number(digit)] ?? "";
  if (kind === "L") return odd;
  const right = [...odd].map((bar) => (bar === "1" ? "0" : "1")).join("");
  return kind === "R" ? right : [...right].reverse().join("");
}

function checks(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
