import { ModuleBuilder } from '../../wasm/build-module.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { i32 } from '../../wasm/scalar-instructions.js';
import { axisWords, boxArguments as words, writtenRuns, type BoxForm } from './box-form.js';
import { emitRun } from './emit-run.js';

/** Moves the runs of a box: slices, transposes, paddings, joins and cuts along any axis, of elements of any size. */
export function boxCode(form: BoxForm): KernelCode {
  return { key: `box ${JSON.stringify(form)}`, build: () => buildBox(form) };
}

type Pointers = Readonly<Record<'from' | 'to' | 'table', Local<'i32'>>>;

function buildBox(form: BoxForm): Uint8Array {
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const block = body.parameter(0);
  const word = (index: number) => i32.load(block.get, 4 * index);
  const pointers = { from: body.scalar(), to: body.scalar(), table: body.scalar() };
  body.set(pointers.from, word(words.source));
  body.set(pointers.to, word(words.target));
  body.set(pointers.table, word(words.table));
  emitAxis(body, form, 0, pointers);
  return module.build();
}

function emitAxis(body: FunctionBody, form: BoxForm, axis: number, { from, to, table }: Pointers): void {
  const kind = form.axes[axis];
  if (kind === undefined) {
    emitRun(body, form, { from, to, table });
    return;
  }
  const [size, read, write] = body.scalars(axisWords) as [Local<'i32'>, Local<'i32'>, Local<'i32'>];
  [size, read, write].forEach((local, index) =>
    body.set(local, i32.load(body.parameter(0).get, 4 * (words.axes + axisWords * axis + index))),
  );
  const position = { from: body.scalar(), to: body.scalar(), table };
  body.set(position.from, from.get);
  body.set(position.to, to.get);
  if (axis === form.axes.length - 1 && form.inner !== undefined) {
    emitWrittenRuns(body, form, position, size);
    return;
  }
  body.loopWhile(() => {
    if (kind === 'tables') {
      body.set(position.from, i32.add(from.get, i32.load(read.get)));
      body.set(position.to, i32.add(to.get, i32.load(write.get)));
      body.advance(read, 4);
      body.advance(write, 4);
    }
    emitAxis(body, form, axis + 1, position);
    if (kind === 'steps') {
      body.advance(position.from, read.get);
      body.advance(position.to, write.get);
    }
    body.advance(size, -1);
    return size.get;
  });
}

/** Walks the innermost axis some runs at a time. */
function emitWrittenRuns(body: FunctionBody, form: BoxForm, position: Pointers, size: Local<'i32'>): void {
  const { read = 0, write = 0 } = form.inner ?? {};
  const count = writtenRuns(form);
  const emitRuns = (runs: number): void => {
    body.loopWhile(() => {
      for (let run = 0; run < runs; run++) emitRun(body, form, position, run * read, run * write);
      body.advance(position.from, runs * read);
      body.advance(position.to, runs * write);
      body.advance(size, -runs);
      return i32.isLessUnsigned(i32.constant(runs - 1), size.get);
    });
  };
  if (count > 1) {
    body.when(i32.isLessUnsigned(i32.constant(count - 1), size.get), () => emitRuns(count));
    body.when(size.get, () => emitRuns(1));
  } else {
    emitRuns(1);
  }
}
