import { ModuleBuilder } from '../../wasm/build-module.js';
import type { Vector } from '../../wasm/expression.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { i32 } from '../../wasm/scalar-instructions.js';
import { i16x8, i32x4, i8x16, v128 } from '../../wasm/vector-instructions.js';
import { emitEpilogue } from '../requantization/emit-epilogue.js';
import { emitLoops } from './emit-loops.js';
import { reduceArguments as words, type ReduceForm } from './reduce-form.js';

/** Elements of which any sum of signed bytes fits 16 bits. */
const narrowElements = 256;

/** Reductions that keep the innermost axis: sixteen neighbouring results at a time. The last axis read is reduced. */
export function reduceColumnsCode(form: ReduceForm): KernelCode {
  return { key: `reduce columns ${JSON.stringify(form)}`, build: () => buildReduceColumns(form) };
}

function buildReduceColumns(form: ReduceForm): Uint8Array {
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const word = (index: number) => i32.load(body.parameter(0).get, 4 * index);
  const [from, to, column, offset, at] = body.scalars(5) as [
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
  ];
  const flip = v128.constantI8(form.flip);
  const flipped = (value: Vector): Vector => (form.flip === 0 ? value : v128.xor(value, flip));
  const reducer =
    form.sum === undefined ? emitMaximum(body, flipped) : emitSum(body, form.sum, flipped, word);
  const reducedWord = words.axes + 3 * form.keptAxes;
  body.set(from, word(words.source));
  body.set(to, word(words.target));
  emitLoops(body, form.keptAxes, words.axes, [from, to], ([source = from, target = to]) => {
    body.repeat(column, i32.constant(0), word(words.size), 16, () => {
      // The last sixteen results overlap those before them.
      body.set(offset, i32.constant(0));
      body.when(i32.isLessUnsigned(i32.constant(15), word(words.size)), () =>
        body.set(offset, i32.minimumUnsigned(column.get, i32.subtract(word(words.size), i32.constant(16)))),
      );
      body.set(at, i32.add(source.get, offset.get));
      reducer.clear();
      emitLoops(body, form.reducedAxes - 1, reducedWord, [at], ([first = at]) => {
        const last = reducedWord + 2 * (form.reducedAxes - 1);
        emitRuns(body, first, word(last), word(last + 1), reducer);
      });
      const result = reducer.result();
      body.when(i32.isLessUnsigned(i32.constant(15), word(words.size)), () =>
        body.do(v128.store(i32.add(target.get, offset.get), flipped(result.get))),
      );
      body.when(i32.isLessUnsigned(word(words.size), i32.constant(16)), () => {
        body.do(v128.store(word(words.scratch), flipped(result.get)));
        body.repeat(at, i32.constant(0), word(words.size), 1, () =>
          body.do(
            i32.storeByte(i32.add(target.get, at.get), i32.loadByte(i32.add(word(words.scratch), at.get))),
          ),
        );
      });
    });
  });
  return module.build();
}

interface ColumnReducer {
  readonly clear: () => void;
  /** Takes sixteen bytes. */
  readonly add: (value: Vector) => void;
  /** Called after at most 256 of them. */
  readonly endRun: () => void;
  readonly result: () => Local<'v128'>;
}

function emitRuns(
  body: FunctionBody,
  first: Local<'i32'>,
  size: ReturnType<typeof i32.load>,
  step: ReturnType<typeof i32.load>,
  reducer: ColumnReducer,
): void {
  const [at, left, count] = body.scalars(3) as [Local<'i32'>, Local<'i32'>, Local<'i32'>];
  body.set(at, first.get);
  body.set(left, size);
  body.loopWhile(() => {
    body.set(count, i32.minimumUnsigned(left.get, i32.constant(narrowElements)));
    body.set(left, i32.subtract(left.get, count.get));
    body.loopWhile(() => {
      reducer.add(v128.load(at.get));
      body.advance(at, step);
      body.advance(count, -1);
      return count.get;
    });
    reducer.endRun();
    return left.get;
  });
}

function emitMaximum(body: FunctionBody, flipped: (value: Vector) => Vector): ColumnReducer {
  const most = body.vector();
  return {
    clear: () => body.set(most, v128.constantI8(-128)),
    add: (value) => body.set(most, i8x16.maximum(most.get, flipped(value))),
    endRun: () => undefined,
    result: () => most,
  };
}

function emitSum(
  body: FunctionBody,
  form: NonNullable<ReduceForm['sum']>,
  flipped: (value: Vector) => Vector,
  word: (index: number) => ReturnType<typeof i32.load>,
): ColumnReducer {
  const value = body.vector();
  const halves = body.vectors(2) as [Local<'v128'>, Local<'v128'>];
  const sums = body.vectors(4);
  const epilogue = emitEpilogue(body, form);
  const constants = body.scalar();
  epilogue.begin(word(words.epilogue));
  body.set(constants, i32.add(word(words.epilogue), i32.constant(epilogue.vectorOffset(0))));
  const zero = v128.constantI32(0);
  return {
    clear: () => [...halves, ...sums].forEach((local) => body.set(local, zero)),
    add(bytes) {
      body.set(value, flipped(bytes));
      body.set(halves[0], i16x8.add(halves[0].get, i16x8.extendLow(value.get)));
      body.set(halves[1], i16x8.add(halves[1].get, i16x8.extendHigh(value.get)));
    },
    endRun() {
      sums.forEach((sum, index) => {
        const half = halves[index >> 1] ?? halves[0];
        const part = index % 2 === 0 ? i32x4.extendLow(half.get) : i32x4.extendHigh(half.get);
        body.set(sum, i32x4.add(sum.get, part));
      });
      halves.forEach((half) => body.set(half, zero));
    },
    result() {
      epilogue.choose(constants.get);
      for (const sum of sums) {
        body.set(sum, i32x4.add(sum.get, epilogue.start(constants.get)));
        epilogue.rescale(sum);
      }
      body.set(value, epilogue.pack(sums.map(({ get }) => get)));
      return value;
    },
  };
}
