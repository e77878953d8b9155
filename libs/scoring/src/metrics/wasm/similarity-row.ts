import type { WasmFunction } from './build-module.js';
import { type Code, wasm } from './instructions.js';

const c1 = (0.01 * 255) ** 2;
const c2 = (0.03 * 255) ** 2;

const [to, bytes, sum, difference, sumSquared, differenceSquared] = [0, 1, 2, 3, 4, 5].map((parameter) =>
  wasm.get(parameter),
) as [Code, Code, Code, Code, Code, Code];
const position = 6;
const [meanSum, meanDifference, varianceSum, varianceDifference, scratch] = [7, 8, 9, 10, 11] as const;

const { get, set, splat, add, subtract, multiply, divide } = wasm;
const at = (address: Code): Code => wasm.load(wasm.addI32(address, get(position)));
const square = (local: number): Code => multiply(get(local), get(local));
const halved = (value: Code): Code => multiply(value, splat(0.5));

/**
 * `similarityRow(to, bytes, s, d, s², d²)`: SSIM from the filtered sum, difference and their squares, four samples at
 * a time. `bytes` is a multiple of 16.
 *
 * With s = x + y - 255 and d = x - y: 2xy = ((s + 255)² - d²) / 2 and x² + y² = ((s + 255)² + d²) / 2.
 * Source: Wang et al., Image Quality Assessment: From Error Visibility to Structural Similarity, equation 13.
 */
export const similarityRow: WasmFunction = {
  name: 'similarityRow',
  parameters: 6,
  i32Locals: 1,
  v128Locals: 5,
  body: wasm.loopWhile(
    [
      ...set(meanSum, at(sum)),
      ...set(meanDifference, at(difference)),
      ...set(varianceSum, subtract(at(sumSquared), square(meanSum))),
      ...set(varianceDifference, subtract(at(differenceSquared), square(meanDifference))),
      ...set(scratch, add(get(meanSum), splat(255))),
      ...set(meanSum, square(scratch)),
      ...set(meanDifference, square(meanDifference)),
      ...wasm.store(wasm.addI32(to, get(position)), divide(combined(subtract), combined(add))),
      ...set(position, wasm.addI32(get(position), wasm.i32(16))),
    ],
    wasm.lessThanI32(get(position), bytes),
  ),
};

function combined(combine: (left: Code, right: Code) => Code): Code {
  return multiply(
    add(halved(combine(get(meanSum), get(meanDifference))), splat(c1)),
    add(halved(combine(get(varianceSum), get(varianceDifference))), splat(c2)),
  );
}
