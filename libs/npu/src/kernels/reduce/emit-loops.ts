import type { FunctionBody, Local } from '../../wasm/function-body.js';
import { i32 } from '../../wasm/scalar-instructions.js';

/**
 * Nested loops over axes whose sizes and steps lie in the argument block: `pointers` advance by one step each.
 *
 * `firstWord` is that of the outermost axis: its size, then a step per pointer.
 */
export function emitLoops(
  body: FunctionBody,
  axes: number,
  firstWord: number,
  pointers: readonly Local<'i32'>[],
  inner: (pointers: readonly Local<'i32'>[]) => void,
): void {
  if (axes === 0) {
    inner(pointers);
    return;
  }
  const word = (index: number) => i32.load(body.parameter(0).get, 4 * (firstWord + index));
  const moved = pointers.map((pointer) => {
    const local = body.scalar();
    body.set(local, pointer.get);
    return local;
  });
  const left = body.scalar();
  body.set(left, word(0));
  body.loopWhile(() => {
    emitLoops(body, axes - 1, firstWord + 1 + pointers.length, moved, inner);
    moved.forEach((pointer, index) => body.advance(pointer, word(1 + index)));
    body.advance(left, -1);
    return left.get;
  });
}
