import { ModuleBuilder } from '../../wasm/build-module.js';
import type { Local } from '../../wasm/function-body.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { i32 } from '../../wasm/scalar-instructions.js';
import { emitLoops } from '../reduce/emit-loops.js';

/** What the code of a function of two broadcast tensors depends on. */
export interface BroadcastForm {
  /** Axes around the innermost one. */
  readonly axes: number;
  /** Whether an operand goes on along the innermost axis, or stays. */
  readonly leftMoves: boolean;
  readonly rightMoves: boolean;
}

/**
 * Words of the argument block, in order: `table[left × 256 + right]` of bytes; `size` is that of the innermost axis.
 * Then come four words per outer axis: size, and the steps of left, right and output.
 */
export const broadcastArguments = { left: 0, right: 1, output: 2, table: 3, size: 4, axes: 5 } as const;

const written = 4;

/** Any function of two codes, of tensors that are repeated along some axes. */
export function broadcastCode(form: BroadcastForm): KernelCode {
  return { key: `broadcast ${JSON.stringify(form)}`, build: () => buildBroadcast(form) };
}

function buildBroadcast(form: BroadcastForm): Uint8Array {
  const words = broadcastArguments;
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const word = (index: number) => i32.load(body.parameter(0).get, 4 * index);
  const [left, right, output, table] = body.scalars(4) as [Scalar, Scalar, Scalar, Scalar];
  body.set(left, word(words.left));
  body.set(right, word(words.right));
  body.set(output, word(words.output));
  body.set(table, word(words.table));
  const [a, b, to, line, rest] = body.scalars(5) as [Scalar, Scalar, Scalar, Scalar, Scalar];
  emitLoops(body, form.axes, words.axes, [left, right, output], (pointers) => {
    const [firstLeft = left, firstRight = right, first = output] = pointers;
    body.set(a, firstLeft.get);
    body.set(b, firstRight.get);
    body.set(to, first.get);
    body.set(rest, word(words.size));
    const lineOf = (at: number) =>
      i32.add(table.get, i32.shiftLeft(i32.loadByte(a.get, at), i32.constant(8)));
    if (!form.leftMoves) body.set(line, lineOf(0));
    else if (!form.rightMoves) body.set(line, i32.add(table.get, i32.loadByte(b.get)));
    const resultAt = (at: number) => {
      if (!form.leftMoves)
        return i32.loadByte(i32.add(line.get, i32.loadByte(b.get, form.rightMoves ? at : 0)));
      const code = i32.shiftLeft(i32.loadByte(a.get, at), i32.constant(8));
      if (!form.rightMoves) return i32.loadByte(i32.add(line.get, code));
      return i32.loadByte(i32.add(lineOf(at), i32.loadByte(b.get, at)));
    };
    const emitResults = (count: number): void =>
      body.loopWhile(() => {
        for (let at = 0; at < count; at++) body.do(i32.storeByte(to.get, resultAt(at), at));
        if (form.leftMoves) body.advance(a, count);
        if (form.rightMoves) body.advance(b, count);
        body.advance(to, count);
        body.advance(rest, -count);
        return i32.isLessUnsigned(i32.constant(count - 1), rest.get);
      });
    body.when(i32.isLessUnsigned(i32.constant(written - 1), rest.get), () => emitResults(written));
    body.when(rest.get, () => emitResults(1));
  });
  return module.build();
}

type Scalar = Local<'i32'>;
