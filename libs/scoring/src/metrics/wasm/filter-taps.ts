import type { WasmFunction } from './build-module.js';
import { type Code, wasm } from './instructions.js';
import { gaussianWindow, windowRadius } from '../gaussian-window.js';

const [to, bytes] = [wasm.get(0), wasm.get(1)];
const tap = (offset: number): Code => wasm.get(2 + windowRadius + offset);
const position = 13;
const weightLocal = (distance: number): number => position + 1 + distance;

/**
 * `filterTaps(to, bytes, tap × 11)`: filters eleven float32 series with the Gaussian window, four samples at a time.
 *
 * The taps are addresses: neighbours in one row, or the same place in eleven rows. `bytes` is a multiple of 16.
 */
export const filterTaps: WasmFunction = {
  name: 'filterTaps',
  parameters: 13,
  i32Locals: 1,
  v128Locals: windowRadius + 1,
  body: [
    ...gaussianWindow().flatMap((weight, distance) => wasm.set(weightLocal(distance), wasm.splat(weight))),
    ...wasm.loopWhile(
      [
        ...wasm.store(wasm.addI32(to, wasm.get(position)), weightedSum()),
        ...wasm.set(position, wasm.addI32(wasm.get(position), wasm.i32(16))),
      ],
      wasm.lessThanI32(wasm.get(position), bytes),
    ),
  ],
};

function weightedSum(): Code {
  let sum = wasm.multiply(wasm.get(weightLocal(0)), sample(0));
  for (let distance = 1; distance <= windowRadius; distance += 1) {
    const pair = wasm.add(sample(-distance), sample(distance));
    sum = wasm.add(sum, wasm.multiply(wasm.get(weightLocal(distance)), pair));
  }
  return sum;
}

function sample(offset: number): Code {
  return wasm.load(wasm.addI32(tap(offset), wasm.get(position)));
}
