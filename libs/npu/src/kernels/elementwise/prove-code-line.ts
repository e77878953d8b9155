/** `clamp((code × factor + offset) >> shift)` in 32-bit integers; the factor has 16 bits. */
export interface CodeLine {
  readonly factor: number;
  readonly offset: number;
  readonly shift: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** The finest shift comes first; factors of steep lines do not fit it. */
const shifts = [14, 12, 9];

/**
 * A line that gives a table's result for every signed code; `undefined` when there is none.
 *
 * `table[code]` with codes as unsigned bytes, results signed. Every factor near the table's slope is tried; for each,
 * the results leave a range of offsets.
 */
export function proveCodeLine(table: Uint8Array): CodeLine | undefined {
  const results = codes.map((code) => ((table[code & 255] as number) << 24) >> 24);
  const minimum = Math.min(...results);
  const maximum = Math.max(...results);
  const inner = codes.filter((_, index) => results[index] !== minimum && results[index] !== maximum);
  const [first, last] = [inner[0], inner.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const rise = (results[last + 128] as number) - (results[first + 128] as number);
  for (const shift of shifts) {
    const one = 2 ** shift;
    const most = Math.min(32_767, Math.ceil((one * (rise + 1)) / (last - first)));
    const least = Math.max(-32_768, Math.floor((one * (rise - 1)) / (last - first)));
    for (let factor = least; factor <= most; factor++) {
      const offset = findOffset(results, factor, one, { minimum, maximum });
      if (offset !== undefined) return { factor, offset, shift, minimum, maximum };
    }
  }
  return undefined;
}

const codes = Array.from({ length: 256 }, (_, index) => index - 128);

function findOffset(
  results: readonly number[],
  factor: number,
  one: number,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): number | undefined {
  let least = -Infinity;
  let most = Infinity;
  for (const [index, code] of codes.entries()) {
    const result = results[index] as number;
    if (result > minimum) least = Math.max(least, result * one - code * factor);
    if (result < maximum) most = Math.min(most, (result + 1) * one - 1 - code * factor);
    if (least > most) return undefined;
  }
  return Math.floor((least + most) / 2);
}
