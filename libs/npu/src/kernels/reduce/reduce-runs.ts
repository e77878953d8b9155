import { ModuleBuilder } from '../../wasm/build-module.js';
import type { Vector } from '../../wasm/expression.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { i32 } from '../../wasm/scalar-instructions.js';
import { i16x8, i32x4, i8x16, v128 } from '../../wasm/vector-instructions.js';
import { emitEpilogue } from '../requantization/emit-epilogue.js';
import { emitLoops } from './emit-loops.js';
import { reduceArguments as words, type ReduceForm } from './reduce-form.js';

/** Reductions of the innermost axis: one result at a time, from bytes that lie side by side. */
export function reduceRunsCode(form: ReduceForm): KernelCode {
  return { key: `reduce runs ${JSON.stringify(form)}`, build: () => buildReduceRuns(form) };
}

function buildReduceRuns(form: ReduceForm): Uint8Array {
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const word = (index: number) => i32.load(body.parameter(0).get, 4 * index);
  const [from, to, at, end] = body.scalars(4) as [Local<'i32'>, Local<'i32'>, Local<'i32'>, Local<'i32'>];
  const flip = v128.constantI8(form.flip);
  const flipped = (value: Vector): Vector => (form.flip === 0 ? value : v128.xor(value, flip));
  const reducer = form.sum === undefined ? emitMaximum(body) : emitSum(body, form.sum, word);
  const mask = body.vector();
  const rest = () => i32.and(word(words.size), i32.constant(15));
  body.set(mask, v128.load(i32.subtract(i32.add(word(words.masks), i32.constant(16)), rest())));
  body.set(from, word(words.source));
  body.set(to, word(words.target));
  emitLoops(body, form.keptAxes, words.axes, [from, to], ([source = from, target = to]) => {
    reducer.clear();
    emitLoops(body, form.reducedAxes, words.axes + 3 * form.keptAxes, [source], ([first = source]) => {
      body.set(at, first.get);
      body.set(end, i32.add(first.get, i32.subtract(word(words.size), rest())));
      body.when(i32.isLessUnsigned(at.get, end.get), () =>
        body.loopWhile(() => {
          reducer.add(flipped(v128.load(at.get)));
          body.advance(at, 16);
          return i32.isLessUnsigned(at.get, end.get);
        }),
      );
      body.when(rest(), () => reducer.add(reducer.masked(flipped(v128.load(at.get)), mask.get)));
    });
    body.do(v128.store8Lane(target.get, flipped(reducer.result()), 0));
  });
  return module.build();
}

interface RunReducer {
  readonly clear: () => void;
  /** Takes sixteen bytes. */
  readonly add: (value: Vector) => void;
  /** Bytes beyond the mask as bytes that count for nothing. */
  readonly masked: (value: Vector, mask: Vector) => Vector;
  /** The result in the first byte. */
  readonly result: () => Vector;
}

const turned = (value: Local<'v128'>, bytes: number): Vector =>
  v128.shuffle(
    value.get,
    value.get,
    Array.from({ length: 16 }, (_, index) => (index + bytes) % 16),
  );

function emitMaximum(body: FunctionBody): RunReducer {
  const most = body.vector();
  const least = v128.constantI8(-128);
  return {
    clear: () => body.set(most, least),
    add: (value) => body.set(most, i8x16.maximum(most.get, value)),
    masked: (value, mask) => v128.or(v128.and(value, mask), v128.andNot(least, mask)),
    result() {
      for (const bytes of [8, 4, 2, 1]) body.set(most, i8x16.maximum(most.get, turned(most, bytes)));
      return most.get;
    },
  };
}

function emitSum(
  body: FunctionBody,
  form: NonNullable<ReduceForm['sum']>,
  word: (index: number) => ReturnType<typeof i32.load>,
): RunReducer {
  const sum = body.vector();
  const epilogue = emitEpilogue(body, form);
  const constants = body.scalar();
  epilogue.begin(word(words.epilogue));
  body.set(constants, i32.add(word(words.epilogue), i32.constant(epilogue.vectorOffset(0))));
  return {
    clear: () => body.set(sum, v128.constantI32(0)),
    add: (value) => body.set(sum, i32x4.add(sum.get, i32x4.addPairs(i16x8.addPairs(value)))),
    masked: (value, mask) => v128.and(value, mask),
    result() {
      for (const bytes of [8, 4]) body.set(sum, i32x4.add(sum.get, turned(sum, bytes)));
      body.set(sum, i32x4.add(sum.get, epilogue.start(constants.get)));
      epilogue.choose(constants.get);
      epilogue.rescale(sum);
      return epilogue.pack([sum.get, sum.get, sum.get, sum.get]);
    },
  };
}
