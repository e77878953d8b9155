import { ModuleBuilder } from '../../wasm/build-module.js';
import type { Vector } from '../../wasm/expression.js';
import type { FunctionBody, Local } from '../../wasm/function-body.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { fillMemory, i32 } from '../../wasm/scalar-instructions.js';
import { v128 } from '../../wasm/vector-instructions.js';
import { moveArguments as words, type MoveForm } from './move-form.js';

/**
 * One row of a rearrangement of bytes inside pixels: layout changes, concatenation, depth-to-space, space-to-depth.
 *
 * Bytes move sixteen at a time and overrun what they stand for; later copies write over the overrun.
 */
export function moveCode(form: MoveForm): KernelCode {
  return { key: `move ${JSON.stringify(form)}`, build: () => buildMove(form) };
}

function buildMove(form: MoveForm): Uint8Array {
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const block = body.parameter(0);
  const word = (index: number) => i32.load(block.get, 4 * index);
  const sources = form.sourceBytes.map(() => body.scalar());
  const output = body.scalar();
  const step = body.scalar();
  const flip = body.vector();
  sources.forEach((source, index) => body.set(source, word(words.sources + index)));
  body.set(output, word(words.output));
  body.set(flip, v128.constantI8(form.flip));
  const flipped = (value: Vector): Vector => (form.flip === 0 ? value : v128.xor(value, flip.get));
  const advance = (steps: number): void => {
    sources.forEach((source, index) => body.advance(source, steps * (form.sourceBytes[index] as number)));
    body.advance(output, steps * form.outputBytes);
  };
  const end = body.scalar();
  body.set(end, word(words.wholeSteps));
  if (isPictureLoad(form)) {
    const source = sources[0] as Local<'i32'>;
    const loaded = body.vector();
    body.when(end.get, () =>
      body.repeat(step, i32.constant(0), end.get, 4, () => {
        body.set(loaded, v128.load(source.get));
        body.do(v128.store(output.get, flipped(v128.shuffle(loaded.get, loaded.get, pictureLanes))));
        advance(4);
      }),
    );
  } else {
    const chunks = chunksOfOneLoad(form);
    const loaded = body.vector();
    const moveStep = (): void => {
      if (chunks !== undefined) body.set(loaded, flipped(v128.load((sources[0] as Local<'i32'>).get)));
      chunks?.forEach((lanes, chunk) => {
        body.do(v128.store(output.get, v128.shuffle(loaded.get, loaded.get, lanes), chunk * 16));
      });
      for (const { source, from, to, bytes } of chunks === undefined ? form.copies : []) {
        const pointer = sources[source] as Local<'i32'>;
        for (let at = 0; at < bytes; at += 16) {
          body.do(v128.store(output.get, flipped(v128.load(pointer.get, from + at)), to + at));
        }
      }
    };
    body.when(end.get, () =>
      body.repeat(step, i32.constant(0), end.get, 1, () => {
        moveStep();
        advance(1);
      }),
    );
    body.set(end, word(words.exactSteps));
    body.when(end.get, () =>
      body.repeat(step, i32.constant(0), end.get, 1, () => {
        for (const copy of form.copies) emitExactCopy(body, copy, sources, output, form.flip);
        advance(1);
      }),
    );
  }
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

const pictureLanes = [0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 11];

/** Three bytes per pixel into four: four pixels in one register. */
function isPictureLoad({ sourceBytes, outputBytes, copies }: MoveForm): boolean {
  const [copy] = copies;
  return (
    copies.length === 1 &&
    sourceBytes.length === 1 &&
    sourceBytes[0] === 3 &&
    outputBytes === 4 &&
    copy?.bytes === 3 &&
    copy.from === 0 &&
    copy.to === 0
  );
}

/**
 * The output's bytes, sixteen at a time, as lanes of the source's first sixteen bytes; `undefined` where some come from
 * elsewhere, or where the copies are no more stores than that.
 */
function chunksOfOneLoad({ sourceBytes, copies }: MoveForm): readonly (readonly number[])[] | undefined {
  const count = Math.ceil(Math.max(...copies.map(({ to, bytes }) => to + bytes)) / 16);
  const isOneLoad = sourceBytes.length === 1 && copies.every(({ from, bytes }) => from + bytes <= 16);
  if (!isOneLoad || copies.length <= count) return undefined;
  const lanes = Array.from({ length: count * 16 }, () => 0);
  for (const { from, to, bytes } of copies) for (let at = 0; at < bytes; at++) lanes[to + at] = from + at;
  return Array.from({ length: count }, (_, chunk) => lanes.slice(chunk * 16, chunk * 16 + 16));
}

function emitExactCopy(
  body: FunctionBody,
  { source, from, to, bytes }: MoveForm['copies'][number],
  sources: readonly Local<'i32'>[],
  output: Local<'i32'>,
  flip: number,
): void {
  const pointer = sources[source] as Local<'i32'>;
  const counter = body.scalar();
  body.repeat(counter, i32.constant(0), i32.constant(bytes), 1, () => {
    const value = i32.loadByte(i32.add(pointer.get, counter.get), from);
    body.do(
      i32.storeByte(
        i32.add(output.get, counter.get),
        flip === 0 ? value : i32.xor(value, i32.constant(flip)),
        to,
      ),
    );
  });
}
