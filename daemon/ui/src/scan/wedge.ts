/**
 * Tells a keyboard-wedge scanner from a person by time alone. Every printable key is held back for at most `gap`
 * milliseconds: if the next comes within that time the keys are a burst, and a burst that is long enough is a scan;
 * anything else is given back as typing, in order and complete. Nobody types three keys that fast, so from the third on
 * a pause of three gaps is borne: a busy browser or a radio link stutters. Pure: it hears keys with their times and says
 * what to do.
 *
 *   idle --key--> holding --key within gap--> holding …
 *   holding --suffix, long enough--> scan            --any other key that writes nothing--> typed
 *   holding --gap over--> scan if longer still (no suffix was set up on that scanner), else typed
 */
export interface WedgeSettings {
  /** Longest time in milliseconds between two keys of a scanner. People rarely stay under 50. */
  gap: number;
  /** Fewest characters of a scan that its suffix ends. */
  minLength: number;
  /** Fewest characters of a scan that only silence ends. */
  minLengthBare: number;
  /** What the scanner sends first; what came before it in the same burst was typed. Empty when it sends none. */
  prefix: string;
  /** Keys that end a scan. */
  suffix: readonly string[];
}
export const standard: WedgeSettings = {
  gap: 30,
  minLength: 6,
  minLengthBare: 8,
  prefix: "",
  suffix: ["Enter", "Tab"],
};

export interface WedgeKey {
  /** KeyboardEvent.key */
  key: string;
  /** Milliseconds on any steady clock. */
  at: number;
  ctrl?: boolean;
  alt?: boolean;
  repeat?: boolean;
}
export interface WedgeAnswer {
  /** Keep the key from the page: the machine holds it or it belongs to a scan. */
  hold: boolean;
  /** Held characters that turned out to be typing; they come before the key itself. */
  typed: string;
  /** What was scanned, prefix and suffix taken off. */
  scan?: string;
}

const surely = 3; // keys in a row within the gap are no person's
const stutter = 3; // gaps that a burst may then pause
const separator = "\u001d"; // GS1's FNC1, which scanners send as Ctrl+]

export class Wedge {
  private held = "";
  private last = 0;

  constructor(public settings: WedgeSettings = standard) {}

  /** When tick() has to be called if no key comes before; undefined while nothing is held. */
  get deadline(): number | undefined {
    if (this.held === "") return undefined;
    return this.last + this.settings.gap * (this.held.length < surely ? 1 : stutter);
  }

  feed(key: WedgeKey): WedgeAnswer {
    const late = this.tick(key.at);
    const answer = this.step(key);
    return { ...answer, typed: late.typed + answer.typed, ...(late.scan === undefined ? {} : { scan: late.scan }) };
  }

  /** Silence until now: what is held is a scan without suffix, or typing. */
  tick(now: number): WedgeAnswer {
    if (this.deadline === undefined || now <= this.deadline) return { hold: false, typed: "" };
    return this.end(this.settings.minLengthBare, false);
  }

  private step(key: WedgeKey): WedgeAnswer {
    if (isModifier(key.key)) return { hold: false, typed: "" };
    const text = key.repeat ? undefined : character(key, this.held !== "");
    if (text !== undefined) {
      this.held += text;
      this.last = key.at;
      return { hold: true, typed: "" };
    }
    if (this.held !== "" && this.settings.suffix.includes(key.key)) return this.end(this.settings.minLength, true);
    return { hold: false, typed: this.release() };
  }

  private end(least: number, hold: boolean): WedgeAnswer {
    const burst = this.release();
    const from = this.settings.prefix === "" ? 0 : burst.indexOf(this.settings.prefix);
    const code = from < 0 ? "" : burst.slice(from + this.settings.prefix.length);
    if (code.length < least) return { hold: false, typed: burst };
    return { hold, typed: burst.slice(0, from), scan: code };
  }

  private release(): string {
    const text = this.held;
    this.held = "";
    return text;
  }
}

function isModifier(key: string): boolean {
  return key === "Shift" || key === "AltGraph" || key === "CapsLock" || key === "Control" || key === "Alt";
}

/** The character that a key adds to a burst. A blank begins none: it has to press buttons without delay. */
function character({ key, ctrl, alt }: WedgeKey, inBurst: boolean): string | undefined {
  if (ctrl && key === "]" && inBurst) return separator;
  if (key === separator) return separator;
  if (ctrl || alt || [...key].length !== 1) return undefined;
  return key === " " && !inBurst ? undefined : key;
}

/** Takes an AIM identifier (ISO/IEC 15424) off a scanned code: `]C1…` is a GS1-128. */
export function splitAim(scanned: string): { code: string; symbology?: string } {
  const match = /^\]([A-Za-z][0-9A-Za-z])/.exec(scanned);
  return match?.[1] === undefined ? { code: scanned } : { code: scanned.slice(3), symbology: match[1] };
}
