import type { Vector } from '../../wasm/expression.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import type { ModuleBuilder } from '../../wasm/build-module.js';
import { i32 } from '../../wasm/scalar-instructions.js';
import { i16x8, v128 } from '../../wasm/vector-instructions.js';
import { inputPlaneBytes, tileInputBytes, winogradArguments, type WinogradForm } from './winograd-form.js';

/**
 * `(arguments, first input byte, planes, tiles)`: B^T d B of 6x6 inputs, eight channels at a time.
 *
 * Values stay within ±100 × 128, so 16 bits hold them.
 * Source: Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", F(4x4, 3x3).
 */
export function emitInputTransform(module: ModuleBuilder, form: WinogradForm): FunctionBody {
  const body = module.addFunction('transformInput', 4);
  const block = body.parameter(0);
  const offset = body.parameter(1);
  const planes = body.parameter(2);
  const tiles = body.parameter(3);
  const rows = body.scalars(6);
  const tile = body.scalar();
  const group = body.scalar();
  const target = body.scalar();
  const values = body.vectors(36);
  const temporaries = body.vectors(4);
  const planeBytes = inputPlaneBytes(form);
  const groupCount = tileInputBytes(form) / 16;
  body.repeat(tile, i32.constant(0), tiles.get, 1, () => {
    rows.forEach((row, index) => {
      body.set(row, i32.add(i32.load(block.get, 4 * (winogradArguments.inputRows + index)), offset.get));
    });
    body.set(target, planes.get);
    body.repeat(group, i32.constant(0), i32.constant(groupCount), 1, () => {
      for (let column = 0; column < 6; column++) {
        const line = rows.map((_, row) => values[row * 6 + column] as Local<'v128'>);
        rows.forEach((row, index) => {
          body.set(line[index] as Local<'v128'>, i16x8.load8Signed(row.get, column * form.inputPixelBytes));
        });
        transformLine(body, line, temporaries, (index, value) =>
          body.set(line[index] as Local<'v128'>, value),
        );
      }
      for (let row = 0; row < 6; row++) {
        transformLine(body, values.slice(row * 6, row * 6 + 6), temporaries, (index, value) =>
          body.do(v128.store(target.get, value, (row * 6 + index) * planeBytes)),
        );
      }
      for (const row of rows) body.advance(row, 8);
      body.advance(target, 16);
    });
    body.advance(offset, 4 * form.inputPixelBytes);
    body.advance(planes, tileInputBytes(form));
  });
  return body;
}

/** One line of B^T d; results come in an order in which they may replace the inputs. */
function transformLine(
  body: FunctionBody,
  line: readonly Local<'v128'>[],
  temporaries: readonly Local<'v128'>[],
  store: (index: number, value: Vector) => void,
): void {
  const at = (index: number): Vector => (line[index] as Local<'v128'>).get;
  const [a, b, c, d] = temporaries as readonly [Local<'v128'>, Local<'v128'>, Local<'v128'>, Local<'v128'>];
  const { add, subtract, shiftLeft } = i16x8;
  body.set(a, subtract(at(4), shiftLeft(at(2), 2)));
  body.set(b, subtract(at(3), shiftLeft(at(1), 2)));
  body.set(c, subtract(at(4), at(2)));
  body.set(d, subtract(at(3), at(1)));
  body.set(d, add(d.get, d.get));
  store(0, add(c.get, shiftLeft(subtract(at(0), at(2)), 2)));
  store(5, subtract(subtract(at(5), at(3)), add(d.get, d.get)));
  store(1, add(a.get, b.get));
  store(2, subtract(a.get, b.get));
  store(3, add(c.get, d.get));
  store(4, subtract(c.get, d.get));
}
