import { ModuleBuilder } from '../../wasm/build-module.js';
import type { Local } from '../../wasm/function-body.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { i32 } from '../../wasm/scalar-instructions.js';
import { doublingHighMultiply, emitReciprocal, roundingShift } from './emit-fixed-point.js';

/**
 * Words of the argument block, in order.
 *
 * `exponentials` points at a pair per distance below the largest code: the exponential, and its share of the sum.
 * `flip` turns codes into unsigned ones and back.
 */
export const softmaxArguments = {
  source: 0,
  target: 1,
  rows: 2,
  depth: 3,
  exponentials: 4,
  flip: 5,
} as const;

/** `12 integer bits of the sum + 31 - 8 bits of the result`, from which the leading zeros are taken. */
const exponentBase = 12 + 31 - 8;

/** Rows of a softmax in fixed point. */
export const softmaxCode: KernelCode = { key: 'softmax', build: buildSoftmax };

function buildSoftmax(): Uint8Array {
  const words = softmaxArguments;
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const word = (index: number) => i32.load(body.parameter(0).get, 4 * index);
  const names = [
    'from',
    'to',
    'row',
    'at',
    'end',
    'code',
    'largest',
    'sum',
    'scale',
    'exponent',
    'table',
  ] as const;
  const locals = Object.fromEntries(names.map((name) => [name, body.scalar()])) as Record<
    (typeof names)[number],
    Local<'i32'>
  >;
  const { from, to, row, at, end, code, largest, sum, scale, exponent, table } = locals;
  const flip = body.scalar();
  const eachCode = (visit: () => void): void => {
    body.set(at, from.get);
    body.loopWhile(() => {
      body.set(code, i32.xor(i32.loadByte(at.get), flip.get));
      visit();
      body.advance(at, 1);
      return i32.isLessUnsigned(at.get, end.get);
    });
  };
  const entry = () => i32.add(table.get, i32.shiftLeft(i32.subtract(largest.get, code.get), i32.constant(3)));
  body.set(from, word(words.source));
  body.set(to, word(words.target));
  body.set(table, word(words.exponentials));
  body.set(flip, word(words.flip));
  body.repeat(row, i32.constant(0), word(words.rows), 1, () => {
    body.set(end, i32.add(from.get, word(words.depth)));
    body.set(largest, i32.constant(0));
    eachCode(() => body.set(largest, i32.select(code.get, largest.get, i32.isLess(largest.get, code.get))));
    body.set(sum, i32.constant(0));
    eachCode(() => body.advance(sum, i32.load(entry(), 4)));
    body.set(exponent, i32.leadingZeros(sum.get));
    body.set(scale, i32.and(i32.shiftLeft(sum.get, exponent.get), i32.constant(0x7fffffff)));
    body.set(exponent, i32.subtract(i32.constant(exponentBase), exponent.get));
    emitReciprocal(body, scale);
    eachCode(() => {
      body.set(code, doublingHighMultiply(scale.get, i32.load(entry())));
      body.set(code, i32.minimumUnsigned(roundingShift(code, exponent), i32.constant(255)));
      body.do(i32.storeByte(to.get, i32.xor(code.get, flip.get)));
      body.advance(to, 1);
    });
    body.set(from, end.get);
  });
  return module.build();
}
