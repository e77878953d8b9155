import type { FunctionBody, Local } from '../../wasm/function-body.js';
import { i32 } from '../../wasm/scalar-instructions.js';

/** Elements up to which a pixel's vectors are written out. */
const mostWrittenElements = 64;

/**
 * Visits a pixel four elements at a time: `inputs` point at four bytes per element, `output` at one.
 *
 * `visit` takes the place of the first element behind the pointers. The output ends behind the pixel, inputs anywhere.
 */
export function emitPixel(
  body: FunctionBody,
  elements: number,
  inputs: readonly Local<'i32'>[],
  output: Local<'i32'>,
  visit: (element: number) => void,
): void {
  if (elements <= mostWrittenElements) {
    for (let element = 0; element < elements; element += 4) visit(element);
    body.advance(output, elements);
    return;
  }
  const left = body.scalar();
  body.set(left, i32.constant(elements / 4));
  body.loopWhile(() => {
    visit(0);
    for (const input of inputs) body.advance(input, 16);
    body.advance(output, 4);
    body.advance(left, -1);
    return left.get;
  });
}
