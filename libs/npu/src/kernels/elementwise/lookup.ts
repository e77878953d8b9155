import { ModuleBuilder } from '../../wasm/build-module.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { i32 } from '../../wasm/scalar-instructions.js';

/** Words of the argument block: addresses, and bytes, a multiple of four. */
export const lookupArguments = { input: 0, output: 1, bytes: 2, table: 3 } as const;

/** A row through one table of 256 bytes. */
export const lookupCode: KernelCode = { key: 'lookup', build: () => buildLookup(4, 0) };

/**
 * A row through a table of 256 bytes per byte of a pixel.
 *
 * The table of byte `i` of a pixel starts at `256 × i`.
 */
export function channelLookupCode(pixelBytes: number): KernelCode {
  return { key: `channel lookup ${pixelBytes}`, build: () => buildLookup(pixelBytes, 256) };
}

function buildLookup(stepBytes: number, tableBytes: number): Uint8Array {
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const block = body.parameter(0);
  const input = body.scalar();
  const output = body.scalar();
  const table = body.scalar();
  const end = body.scalar();
  body.set(input, i32.load(block.get, 4 * lookupArguments.input));
  body.set(output, i32.load(block.get, 4 * lookupArguments.output));
  body.set(table, i32.load(block.get, 4 * lookupArguments.table));
  body.set(end, i32.add(input.get, i32.load(block.get, 4 * lookupArguments.bytes)));
  body.loopWhile(() => {
    for (let at = 0; at < stepBytes; at++) {
      const code = i32.loadByte(input.get, at);
      body.do(i32.storeByte(output.get, i32.loadByte(i32.add(table.get, code), at * tableBytes), at));
    }
    body.advance(input, stepBytes);
    body.advance(output, stepBytes);
    return i32.isLessUnsigned(input.get, end.get);
  });
  return module.build();
}
