import { ModuleBuilder } from '../../wasm/build-module.js';
import type { KernelCode } from '../../wasm/kernel-code.js';
import { i32 } from '../../wasm/scalar-instructions.js';

/** Words of the argument block: addresses, and bytes, a multiple of four. */
export const pairLookupArguments = { left: 0, right: 1, output: 2, bytes: 3, table: 4 } as const;

/** A row of any function of two codes: `table[left × 256 + right]`, codes as unsigned bytes. */
export const pairLookupCode: KernelCode = { key: 'pair lookup', build: buildPairLookup };

const stepBytes = 4;

function buildPairLookup(): Uint8Array {
  const module = new ModuleBuilder();
  const body = module.addFunction('run', 1);
  const block = body.parameter(0);
  const word = (index: number) => i32.load(block.get, 4 * index);
  const left = body.scalar();
  const right = body.scalar();
  const output = body.scalar();
  const table = body.scalar();
  const end = body.scalar();
  body.set(left, word(pairLookupArguments.left));
  body.set(right, word(pairLookupArguments.right));
  body.set(output, word(pairLookupArguments.output));
  body.set(table, word(pairLookupArguments.table));
  body.set(end, i32.add(left.get, word(pairLookupArguments.bytes)));
  body.loopWhile(() => {
    for (let at = 0; at < stepBytes; at++) {
      const high = i32.shiftLeft(i32.loadByte(left.get, at), i32.constant(8));
      const index = i32.or(high, i32.loadByte(right.get, at));
      body.do(i32.storeByte(output.get, i32.loadByte(i32.add(table.get, index)), at));
    }
    body.advance(left, stepBytes);
    body.advance(right, stepBytes);
    body.advance(output, stepBytes);
    return i32.isLessUnsigned(left.get, end.get);
  });
  return module.build();
}
