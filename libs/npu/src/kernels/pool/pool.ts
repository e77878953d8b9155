import { ModuleBuilder } from '../../wasm/build-module.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { fillMemory, i32 } from '../../wasm/scalar-instructions.js';
import { i8x16, v128 } from '../../wasm/vector-instructions.js';
import { emitAverage } from './emit-average.js';
import { divisorBytes, poolArguments as words, type PoolForm } from './pool-form.js';

/** One row of a maximum or an average over windows of rows of signed bytes. */
export function poolCode(form: PoolForm): KernelCode {
  return { key: `pool ${JSON.stringify(form)}`, build: () => buildPool(form) };
}

function buildPool(form: PoolForm): Uint8Array {
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const block = body.parameter(0);
  const word = (index: number) => i32.load(block.get, 4 * index);
  const step = body.scalar();
  const byte = body.scalar();
  const inputOffset = body.scalar();
  const output = body.scalar();
  const divisors = body.scalar();
  const window = windowLocals(body);
  body.set(window.runsEnd, i32.shiftLeft(word(words.runCount), i32.constant(3)));
  body.set(window.runsEnd, i32.add(block.get, i32.add(window.runsEnd.get, i32.constant(4 * words.runs))));
  body.set(output, word(words.output));
  body.set(divisors, word(words.divisors));
  body.set(inputOffset, i32.constant(0));
  const minimum = body.vector();
  const maximum = body.vector();
  const result = body.vector();
  body.set(minimum, i8x16.splat(word(words.minimum)));
  body.set(maximum, i8x16.splat(word(words.maximum)));
  const bounded = () => i8x16.minimum(i8x16.maximum(result.get, minimum.get), maximum.get);
  const average =
    form.kind === 'average' ? emitAverage(body, form.isWide, word(words.flip), result) : undefined;
  body.repeat(step, i32.constant(0), word(words.steps), 1, () => {
    average?.choose(divisors.get);
    body.repeat(byte, i32.constant(0), word(words.stepBytes), average === undefined ? 16 : 8, () => {
      const offset = i32.add(inputOffset.get, byte.get);
      const target = i32.add(output.get, byte.get);
      if (average === undefined) {
        body.set(result, v128.constantI8(-128));
        emitWindow(body, form, block, window, offset, (column, at) =>
          body.set(result, i8x16.maximum(result.get, v128.load(column.get, at))),
        );
        body.do(v128.store(target, bounded()));
      } else {
        average.clear();
        emitWindow(body, form, block, window, offset, average.add, average.endRun);
        average.divide();
        body.do(v128.store64Lane(target, bounded(), 0));
      }
    });
    body.advance(inputOffset, form.inputStepBytes);
    body.advance(output, form.outputStepBytes);
    body.advance(divisors, divisorBytes);
  });
  body.when(word(words.borderBytes), () => {
    body.do(
      fillMemory(
        i32.add(word(words.output), word(words.borderOffset)),
        word(words.borderValue),
        word(words.borderBytes),
      ),
    );
  });
  return module.build();
}

function windowLocals(body: FunctionBody) {
  return { run: body.scalar(), runsEnd: body.scalar(), column: body.scalar(), end: body.scalar() };
}

/** Visits every column of every run of a window. */
function emitWindow(
  body: FunctionBody,
  { columnBytes, columns }: PoolForm,
  block: Local<'i32'>,
  { run, runsEnd, column, end }: ReturnType<typeof windowLocals>,
  offset: ReturnType<typeof i32.add>,
  visit: (column: Local<'i32'>, at: number) => void,
  endRun?: () => void,
): void {
  body.set(run, i32.add(block.get, i32.constant(4 * words.runs)));
  body.loopWhile(() => {
    body.set(column, i32.add(i32.load(run.get), offset));
    if (columns > 0) {
      for (let index = 0; index < columns; index++) visit(column, index * columnBytes);
    } else {
      body.set(end, i32.add(column.get, i32.load(run.get, 4)));
      body.loopWhile(() => {
        visit(column, 0);
        body.advance(column, columnBytes);
        return i32.isLessUnsigned(column.get, end.get);
      });
    }
    endRun?.();
    body.advance(run, 8);
    return i32.isLessUnsigned(run.get, runsEnd.get);
  });
}
