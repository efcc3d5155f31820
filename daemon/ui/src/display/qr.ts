// A QR code (ISO/IEC 18004) of a short text: byte mode, error correction M, versions 1 to 10. Rows of modules, dark is true.

/** Per version: data bytes of one short block, number of blocks, how many of them are one byte longer, error bytes a block. */
const versions: readonly (readonly [short: number, blocks: number, longer: number, error: number])[] = [
  [16, 1, 0, 10],
  [28, 1, 0, 16],
  [44, 1, 0, 26],
  [32, 2, 0, 18],
  [43, 2, 0, 24],
  [27, 4, 0, 16],
  [31, 4, 0, 18],
  [38, 4, 2, 22],
  [36, 5, 2, 22],
  [43, 5, 1, 26],
];
const alignments = [[], [18], [22], [26], [30], [34], [22, 38], [24, 42], [26, 46], [28, 50]] as const;

const exp = new Uint8Array(255);
const log = new Uint8Array(256);
for (let i = 0, value = 1; i < 255; ++i) {
  exp[i] = value;
  log[value] = i;
  value = (value << 1) ^ (value >= 128 ? 0x11d : 0);
}
const at = (list: ArrayLike<number>, index: number): number => list[index] ?? 0;
const times = (a: number, b: number) => (a === 0 || b === 0 ? 0 : at(exp, (at(log, a) + at(log, b)) % 255));

/** Error correction bytes of a block. */
function errorBytes(data: readonly number[], count: number): number[] {
  let generator = [1];
  for (let i = 0; i < count; ++i) {
    const next = [...generator, 0];
    generator.forEach((value, index) => {
      next[index + 1] = at(next, index + 1) ^ times(value, at(exp, i));
    });
    generator = next;
  }
  const rest = [...data, ...new Array<number>(count).fill(0)];
  for (let i = 0; i < data.length; ++i) {
    const factor = at(rest, i);
    generator.forEach((value, index) => {
      rest[i + index] = at(rest, i + index) ^ times(value, factor);
    });
  }
  return rest.slice(data.length);
}

/** Data and error bytes in the order in which they are placed. */
function codewords(bytes: Uint8Array, version: number): number[] {
  const [short, blocks, longer, error] = versions[version - 1] ?? [0, 0, 0, 0];
  const capacity = short * blocks + longer;
  const bits: number[] = [];
  const put = (value: number, length: number) => {
    for (let i = length - 1; i >= 0; --i) bits.push((value >> i) & 1);
  };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, capacity * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const data: number[] = [];
  for (let i = 0; i < bits.length; i += 8) data.push(bits.slice(i, i + 8).reduce((sum, bit) => sum * 2 + bit, 0));
  for (let pad = 0xec; data.length < capacity; pad ^= 0xec ^ 0x11) data.push(pad);
  const parts: number[][] = [];
  for (let i = 0, from = 0; i < blocks; ++i) {
    const length = short + (i >= blocks - longer ? 1 : 0);
    parts.push(data.slice(from, from + length));
    from += length;
  }
  const woven = (lists: readonly number[][]) => {
    const out: number[] = [];
    for (let i = 0; i < Math.max(...lists.map((list) => list.length)); ++i)
      for (const list of lists) if (i < list.length) out.push(at(list, i));
    return out;
  };
  return [...woven(parts), ...woven(parts.map((part) => errorBytes(part, error)))];
}

type Grid = (boolean | null)[][];

/** The remainder of a division of polynomials over one bit, as format and version want it. */
function remainder(value: number, generator: number, bits: number): number {
  let rest = value << bits;
  for (let i = 31 - Math.clz32(rest); i >= bits; i = 31 - Math.clz32(rest)) rest ^= generator << (i - bits);
  return rest;
}

function patterns(size: number, version: number): Grid {
  const grid: Grid = Array.from({ length: size }, () => new Array<boolean | null>(size).fill(null));
  const set = (row: number, column: number, dark: boolean) => {
    const line = grid[row];
    if (line !== undefined && column >= 0 && column < size) line[column] = dark;
  };
  for (let i = 0; i < size; ++i) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  const finder = (row: number, column: number) => {
    for (let r = -4; r <= 4; ++r)
      for (let c = -4; c <= 4; ++c) {
        const ring = Math.max(Math.abs(r), Math.abs(c));
        set(row + r, column + c, ring !== 2 && ring !== 4);
      }
  };
  finder(3, 3);
  finder(3, size - 4);
  finder(size - 4, 3);
  const places = [6, ...(alignments[version - 1] ?? [])];
  if (places.length > 1)
    for (const row of places)
      for (const column of places) {
        const corner = [row, column].filter((each) => each === 6).length;
        const last = Math.max(...places);
        if (corner === 2 || (corner === 1 && (row === last || column === last))) continue;
        for (let r = -2; r <= 2; ++r)
          for (let c = -2; c <= 2; ++c) set(row + r, column + c, Math.max(Math.abs(r), Math.abs(c)) !== 1);
      }
  if (version >= 7) {
    const bits = (version << 12) | remainder(version, 0x1f25, 12);
    for (let i = 0; i < 18; ++i) {
      const dark = ((bits >> i) & 1) === 1;
      set(Math.floor(i / 3), size - 11 + (i % 3), dark);
      set(size - 11 + (i % 3), Math.floor(i / 3), dark);
    }
  }
  return grid;
}

function setFormat(grid: Grid, size: number, mask: number): void {
  const bits = ((mask << 10) | remainder(mask, 0x537, 10)) ^ 0x5412; // error correction M is 00
  const set = (row: number, column: number, dark: boolean) => {
    const line = grid[row];
    if (line !== undefined) line[column] = dark;
  };
  for (let i = 0; i < 15; ++i) {
    const dark = ((bits >> i) & 1) === 1;
    set(i < 6 ? i : i < 8 ? i + 1 : size - 15 + i, 8, dark);
    set(8, i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i, dark);
  }
  set(size - 8, 8, true);
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

/** How hard a pattern is to read: long runs and squares of one colour, and too much of one. */
function penalty(grid: readonly (readonly boolean[])[]): number {
  let points = 0;
  const size = grid.length;
  const lines = [...grid, ...grid.map((_, column) => grid.map((row) => row[column] ?? false))];
  for (const line of lines) {
    for (const run of line
      .map((dark) => (dark ? "1" : "0"))
      .join("")
      .match(/0+|1+/g) ?? [])
      if (run.length >= 5) points += run.length - 2;
    const text = line.map((dark) => (dark ? "1" : "0")).join("");
    for (const finder of ["10111010000", "00001011101"])
      for (let from = text.indexOf(finder); from >= 0; from = text.indexOf(finder, from + 1)) points += 40;
  }
  for (let r = 0; r + 1 < size; ++r)
    for (let c = 0; c + 1 < size; ++c) {
      const square = [grid[r]?.[c], grid[r]?.[c + 1], grid[r + 1]?.[c], grid[r + 1]?.[c + 1]];
      if (square.every((dark) => dark === square[0])) points += 3;
    }
  const dark = grid.flat().filter(Boolean).length;
  return points + 10 * Math.floor(Math.abs((dark * 20) / (size * size) - 10));
}

/** The code of the text with one mask, or with the one that reads best; null when the text is too long. */
export function qrCode(text: string, only?: number): boolean[][] | null {
  const bytes = new TextEncoder().encode(text);
  const version =
    1 +
    versions.findIndex(([short, blocks, longer], index) => {
      return bytes.length + (index < 9 ? 2 : 3) <= short * blocks + longer;
    });
  if (version === 0) return null;
  const size = 17 + 4 * version;
  const words = codewords(bytes, version);
  const draw = (mask: number): boolean[][] => {
    const grid = patterns(size, version);
    setFormat(grid, size, mask);
    let bit = 0;
    for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2)
      for (let step = 0; step < size; ++step) {
        const turn = right > 6 ? right : right + 1; // the column of the timing pattern is skipped
        const row = Math.floor((size - 1 - (turn - 1)) / 2) % 2 === 0 ? size - 1 - step : step;
        for (const column of [right, right - 1]) {
          const line = grid[row];
          if (line === undefined || line[column] !== null) continue;
          const dark = ((at(words, bit >> 3) >> (7 - (bit & 7))) & 1) === 1;
          line[column] = dark !== (masks[mask]?.(row, column) ?? false);
          ++bit;
        }
      }
    return grid.map((row) => row.map((dark) => dark === true));
  };
  if (only !== undefined) return draw(only);
  return masks.map((_, mask) => draw(mask)).reduce((best, each) => (penalty(each) < penalty(best) ? each : best));
}

/** The dark modules as a path for an SVG of `size + 8` units, with the quiet zone around them. */
export function qrPath(grid: readonly (readonly boolean[])[]): string {
  return grid
    .flatMap((row, r) => row.map((dark, c) => (dark ? `M${c + 4} ${r + 4}h1v1h-1z` : "")))
    .filter(Boolean)
    .join("");
}
