import { expect, it } from "vitest";
import { keyRuns } from "./key_runs";

it("writes all digits as one", () => expect(keyRuns([..."0123456789", "."])).toEqual(["0–9", "."]));
it("leaves other keys as they are", () => expect(keyRuns(["1", "F8"])).toEqual(["1", "F8"]));
