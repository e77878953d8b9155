import { codeRange } from '../../arithmetic/activation-range.js';
import { clamp } from '../../kernels/reference/clamp.js';
import { lookup } from '../../kernels/reference/lookup.js';
import type { GraphTensor } from '../../graph/graph.js';
import { lowerTo, type Lowering } from './define-operator.js';

/**
 * Lowers a function of one 8-bit code to its 256 values.
 *
 * `resultOf` maps a code of the input's type to a code of the output's type, which is clamped to that type.
 */
export function lowerToLookup(
  input: GraphTensor,
  output: GraphTensor,
  resultOf: (code: number) => number,
  operand = 0,
): Lowering {
  const from = codeRange(input.type);
  const to = codeRange(output.type);
  const table = new Uint8Array(256);
  for (let code = from.minimum; code <= from.maximum; code++) {
    table[code & 255] = clamp(resultOf(code), to.minimum, to.maximum) & 255;
  }
  return lowerTo(lookup, { table }, [operand]);
}
