import { ModuleBuilder } from '../../wasm/build-module.js';
import type { Scalar, Vector } from '../../wasm/expression.js';
import type { FunctionBody } from '../../wasm/function-body.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { fillMemory, i32 } from '../../wasm/scalar-instructions.js';
import { i16x8, i32x4, i8x16, v128 } from '../../wasm/vector-instructions.js';

/** Words of the argument block; the factors are pairs of 16-bit halves, left in the low half. */
export const weightedSumArguments = {
  left: 0,
  right: 1,
  output: 2,
  bytes: 3,
  highFactors: 4,
  lowFactors: 5,
  offset: 6,
  minimum: 7,
  maximum: 8,
  borderOffset: 9,
  borderBytes: 10,
  borderValue: 11,
  lineFactor: 12,
  lineOffset: 13,
} as const;

/** Bits of a factor's low half. */
export const lowFactorBits = 15;

/** Shifts from which a sum has 16 bits, so that a line can multiply it before it is clamped. */
export const leastShiftBeforeLine = 16;

/**
 * A row of `clamp((left × a + right × b + offset) >> shift)` of signed bytes, in 32-bit integers; with a line's shift,
 * `clamp` of that line of the sum.
 */
export function weightedSumCode(shift: number, lineShift?: number): KernelCode {
  return {
    key: `weighted sum ${shift} ${lineShift ?? 'alone'}`,
    build: () => buildWeightedSum(shift, lineShift),
  };
}

function buildWeightedSum(shift: number, lineShift: number | undefined): Uint8Array {
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const block = body.parameter(0);
  const word = (index: number) => i32.load(block.get, 4 * index);
  const left = body.scalar();
  const right = body.scalar();
  const output = body.scalar();
  const end = body.scalar();
  const highFactors = body.vector();
  const lowFactors = body.vector();
  const offset = body.vector();
  const minimum = body.vector();
  const maximum = body.vector();
  const a = body.vector();
  const b = body.vector();
  const pairs = body.vector();
  const sums = body.vectors(4);
  body.set(left, word(weightedSumArguments.left));
  body.set(right, word(weightedSumArguments.right));
  body.set(output, word(weightedSumArguments.output));
  body.set(end, i32.add(left.get, word(weightedSumArguments.bytes)));
  body.set(highFactors, i32x4.splat(word(weightedSumArguments.highFactors)));
  body.set(lowFactors, i32x4.splat(word(weightedSumArguments.lowFactors)));
  body.set(offset, i32x4.splat(word(weightedSumArguments.offset)));
  body.set(minimum, i8x16.splat(word(weightedSumArguments.minimum)));
  body.set(maximum, i8x16.splat(word(weightedSumArguments.maximum)));
  const sumOf = (codes: Vector): Vector =>
    i32x4.shiftRight(
      i32x4.add(
        i32x4.add(
          i32x4.shiftLeft(i32x4.dot(codes, highFactors.get), lowFactorBits),
          i32x4.dot(codes, lowFactors.get),
        ),
        offset.get,
      ),
      shift,
    );
  const lineOf = lineShift === undefined ? undefined : emitLine(body, word, lineShift);
  body.loopWhile(() => {
    body.set(a, v128.load(left.get));
    body.set(b, v128.load(right.get));
    for (const [index, sum] of sums.entries()) {
      if (index % 2 === 0) body.set(pairs, v128.shuffle(a.get, b.get, pairLanes(index * 4)));
      body.set(sum, sumOf(index % 2 === 0 ? i16x8.extendLow(pairs.get) : i16x8.extendHigh(pairs.get)));
      if (lineOf !== undefined) body.set(sum, lineOf(sum.get));
    }
    const [first, second, third, fourth] = sums.map(({ get }) => get) as [Vector, Vector, Vector, Vector];
    const codes = i8x16.narrow(i16x8.narrow(first, second), i16x8.narrow(third, fourth));
    body.do(v128.store(output.get, i8x16.minimum(i8x16.maximum(codes, minimum.get), maximum.get)));
    body.advance(left, 16);
    body.advance(right, 16);
    body.advance(output, 16);
    return i32.isLessUnsigned(left.get, end.get);
  });
  body.when(word(weightedSumArguments.borderBytes), () => {
    body.do(
      fillMemory(
        i32.add(word(weightedSumArguments.output), word(weightedSumArguments.borderOffset)),
        word(weightedSumArguments.borderValue),
        word(weightedSumArguments.borderBytes),
      ),
    );
  });
  return module.build();
}

/** Loads a line's constants; gives the instructions of the line of a sum. */
function emitLine(
  body: FunctionBody,
  word: (index: number) => Scalar,
  shift: number,
): (sum: Vector) => Vector {
  const factor = body.vector();
  const offset = body.vector();
  body.set(factor, i32x4.splat(word(weightedSumArguments.lineFactor)));
  body.set(offset, i32x4.splat(word(weightedSumArguments.lineOffset)));
  return (sum) => i32x4.shiftRight(i32x4.add(i32x4.dot(sum, factor.get), offset.get), shift);
}

/** Eight bytes of both operands from `first` on, in turn. */
function pairLanes(first: number): readonly number[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].flatMap((lane) => [first + lane, first + lane + 16]);
}
