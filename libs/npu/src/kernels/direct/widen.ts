import { ModuleBuilder } from '../../wasm/build-module.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { i32 } from '../../wasm/scalar-instructions.js';
import { i16x8, v128 } from '../../wasm/vector-instructions.js';

/** Words of the argument block: addresses, and bytes rounded up to 16. */
export const widenArguments = { input: 0, output: 1, bytes: 2 } as const;

/** A row of bytes as 16-bit integers, borders included. */
export const widenCode: KernelCode = { key: 'widen', build: buildWiden };

function buildWiden(): Uint8Array {
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const block = body.parameter(0);
  const input = body.scalar();
  const output = body.scalar();
  const end = body.scalar();
  const bytes = body.vector();
  body.set(input, i32.load(block.get, 4 * widenArguments.input));
  body.set(output, i32.load(block.get, 4 * widenArguments.output));
  body.set(end, i32.add(input.get, i32.load(block.get, 4 * widenArguments.bytes)));
  body.loopWhile(() => {
    body.set(bytes, v128.load(input.get));
    body.do(v128.store(output.get, i16x8.extendLow(bytes.get)));
    body.do(v128.store(output.get, i16x8.extendHigh(bytes.get), 16));
    body.advance(input, 16);
    body.advance(output, 32);
    return i32.isLessUnsigned(input.get, end.get);
  });
  return module.build();
}
