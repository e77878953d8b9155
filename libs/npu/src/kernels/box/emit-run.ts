import type { FunctionBody, Local } from '../../wasm/function-body.js';
import { copyMemory, i32 } from '../../wasm/scalar-instructions.js';
import { v128 } from '../../wasm/vector-instructions.js';
import type { BoxForm } from './box-form.js';

/** Bytes up to which the vectors of a run are written out. */
const mostWrittenBytes = 64;
/** Bytes from which the engine's own copy is faster than a loop. */
const fewestCopiedBytes = 1024;

/** Copies one run from `from + read` to `to + write`, not a byte more. */
export function emitRun(
  body: FunctionBody,
  { runBytes, hasTable }: BoxForm,
  { from, to, table }: Readonly<Record<'from' | 'to' | 'table', Local<'i32'>>>,
  read = 0,
  write = 0,
): void {
  const at = body.scalar();
  const source = () => i32.add(from.get, at.get);
  const target = () => i32.add(to.get, at.get);
  if (hasTable) {
    body.repeat(at, i32.constant(0), i32.constant(runBytes), 1, () => {
      const code = i32.loadByte(source(), read);
      body.do(i32.storeByte(target(), i32.loadByte(i32.add(table.get, code)), write));
    });
  } else if (runBytes < 16) {
    emitShortRun(body, runBytes, from, to, read, write);
  } else if (runBytes <= mostWrittenBytes) {
    for (let byte = 0; byte + 16 < runBytes; byte += 16) {
      body.do(v128.store(to.get, v128.load(from.get, read + byte), write + byte));
    }
    const last = runBytes - 16;
    body.do(v128.store(to.get, v128.load(from.get, read + last), write + last));
  } else if (runBytes < fewestCopiedBytes) {
    const last = runBytes - 16;
    body.repeat(at, i32.constant(0), i32.constant(last), 16, () => {
      body.do(v128.store(target(), v128.load(source(), read), write));
    });
    body.do(v128.store(to.get, v128.load(from.get, read + last), write + last));
  } else {
    const [start, end] = [i32.add(from.get, i32.constant(read)), i32.add(to.get, i32.constant(write))];
    body.do(copyMemory(end, start, i32.constant(runBytes)));
  }
}

function emitShortRun(
  body: FunctionBody,
  runBytes: number,
  from: Local<'i32'>,
  to: Local<'i32'>,
  read: number,
  write: number,
): void {
  let byte = 0;
  const goesOn = (bytes: number): boolean => runBytes - byte >= bytes;
  if (goesOn(8)) {
    body.do(v128.store64Lane(to.get, v128.load64Zero(from.get, read), 0, write));
    byte = 8;
  }
  if (goesOn(4)) {
    body.do(i32.store(to.get, i32.load(from.get, read + byte), write + byte));
    byte += 4;
  }
  if (goesOn(2)) {
    body.do(i32.storeShort(to.get, i32.loadShort(from.get, read + byte), write + byte));
    byte += 2;
  }
  if (goesOn(1)) body.do(i32.storeByte(to.get, i32.loadByte(from.get, read + byte), write + byte));
}
