import type { Vector } from '../../wasm/expression.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import type { ModuleBuilder } from '../../wasm/build-module.js';
import { i32 } from '../../wasm/scalar-instructions.js';
import { i16x8, v128 } from '../../wasm/vector-instructions.js';
import {
  columnBytes,
  groupColumnsBytes,
  inputPlaneBytes,
  tileInputBytes,
  winogradArguments,
  type WinogradForm,
} from './winograd-form.js';

/** Columns that are transformed at the same six addresses. */
const columnsAtOnce = 2;

/**
 * `(arguments, first input byte, planes, column scratch, tiles)`: B^T d B of 6x6 inputs, eight channels at a time.
 *
 * Columns come first: neighbouring tiles share two of six. Values stay within ±100 × 128, so 16 bits hold them.
 * Source: Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", F(4x4, 3x3).
 */
export function emitInputTransform(module: ModuleBuilder, form: WinogradForm): FunctionBody {
  const body = module.addFunction('transformInput', 5);
  const block = body.parameter(0);
  const offset = body.parameter(1);
  const planes = body.parameter(2);
  const scratch = body.parameter(3);
  const tiles = body.parameter(4);
  const rows = body.scalars(6);
  const addresses = body.scalars(6);
  const group = body.scalar();
  const column = body.scalar();
  const tile = body.scalar();
  const from = body.scalar();
  const end = body.scalar();
  const between = body.scalar();
  const target = body.scalar();
  const line = body.vectors(6);
  const temporaries = body.vectors(4);
  const planeBytes = inputPlaneBytes(form);
  const groupCount = tileInputBytes(form) / 16;
  const columns = i32.add(i32.multiply(tiles.get, i32.constant(4)), i32.constant(2));

  rows.forEach((pointer, index) => {
    body.set(pointer, i32.add(i32.load(block.get, 4 * (winogradArguments.inputRows + index)), offset.get));
  });
  body.set(from, scratch.get);
  body.repeat(group, i32.constant(0), i32.constant(groupCount), 1, () => {
    body.set(end, i32.add(from.get, i32.multiply(columns, i32.constant(columnBytes))));
    body.set(column, i32.constant(0));
    body.repeat(between, from.get, end.get, columnsAtOnce * columnBytes, () => {
      rows.forEach((pointer, index) =>
        body.set(addresses[index] as Local<'i32'>, i32.add(pointer.get, column.get)),
      );
      for (let ahead = 0; ahead < columnsAtOnce; ahead++) {
        addresses.forEach((address, index) =>
          body.set(
            line[index] as Local<'v128'>,
            i16x8.load8Signed(address.get, ahead * form.inputPixelBytes),
          ),
        );
        transformLine(body, line, temporaries, (index, value) =>
          body.do(v128.store(between.get, value, ahead * columnBytes + index * 16)),
        );
      }
      body.advance(column, columnsAtOnce * form.inputPixelBytes);
    });
    for (const pointer of rows) body.advance(pointer, 8);
    body.advance(from, groupColumnsBytes);
  });
  body.set(target, planes.get);
  body.repeat(tile, i32.constant(0), tiles.get, 1, () => {
    body.set(between, scratch.get);
    body.repeat(group, i32.constant(0), i32.constant(groupCount), 1, () => {
      for (let row = 0; row < 6; row++) {
        line.forEach((value, index) =>
          body.set(value, v128.load(between.get, index * columnBytes + row * 16)),
        );
        transformLine(body, line, temporaries, (index, value) =>
          body.do(v128.store(target.get, value, (row * 6 + index) * planeBytes)),
        );
      }
      body.advance(between, groupColumnsBytes);
      body.advance(target, 16);
    });
    body.advance(scratch, 4 * columnBytes);
  });
  return body;
}

/** One line of B^T d. */
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
