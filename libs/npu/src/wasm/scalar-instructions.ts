import { expression, statement, type Long, type Scalar, type Statement } from './expression.js';
import { signedLeb128, unsignedLeb128 } from './leb128.js';

const binary =
  (opcode: number) =>
  (a: Scalar, b: Scalar): Scalar =>
    expression('i32', a.code, b.code, [opcode]);

/** Instructions on 32-bit integers. Memory addresses are unsigned; `offset` is added to them, in bytes. */
export const i32 = {
  constant: (value: number): Scalar => expression('i32', [0x41, ...signedLeb128(value)]),
  add: binary(0x6a),
  subtract: binary(0x6b),
  multiply: binary(0x6c),
  and: binary(0x71),
  or: binary(0x72),
  xor: binary(0x73),
  shiftLeft: binary(0x74),
  shiftRight: binary(0x75),
  shiftRightUnsigned: binary(0x76),
  isZero: (value: Scalar): Scalar => expression('i32', value.code, [0x45]),
  isLessUnsigned: binary(0x49),
  isLess: binary(0x48),
  isEqual: binary(0x46),
  leadingZeros: (value: Scalar): Scalar => expression('i32', value.code, [0x67]),
  /** `a` where the condition holds, else `b`; both are evaluated. */
  select: (a: Scalar, b: Scalar, condition: Scalar): Scalar =>
    expression('i32', a.code, b.code, condition.code, [0x1b]),
  /** Least of two unsigned integers; both are evaluated twice. */
  minimumUnsigned: (a: Scalar, b: Scalar): Scalar =>
    expression('i32', a.code, b.code, a.code, b.code, [0x49, 0x1b]),
  load: (address: Scalar, offset = 0): Scalar =>
    expression('i32', address.code, [0x28, 2, ...unsignedLeb128(offset)]),
  loadByte: (address: Scalar, offset = 0): Scalar =>
    expression('i32', address.code, [0x2d, 0, ...unsignedLeb128(offset)]),
  loadShort: (address: Scalar, offset = 0): Scalar =>
    expression('i32', address.code, [0x2f, 0, ...unsignedLeb128(offset)]),
  store: (address: Scalar, value: Scalar, offset = 0): Statement =>
    statement(address.code, value.code, [0x36, 0, ...unsignedLeb128(offset)]),
  storeShort: (address: Scalar, value: Scalar, offset = 0): Statement =>
    statement(address.code, value.code, [0x3b, 0, ...unsignedLeb128(offset)]),
  storeByte: (address: Scalar, value: Scalar, offset = 0): Statement =>
    statement(address.code, value.code, [0x3a, 0, ...unsignedLeb128(offset)]),
};

const binaryLong =
  (opcode: number) =>
  (a: Long, b: Long): Long =>
    expression('i64', a.code, b.code, [opcode]);

/** Instructions on 64-bit integers. */
export const i64 = {
  constant: (value: number): Long => i64.extend(i32.constant(value)),
  /** A signed 32-bit integer. */
  extend: (value: Scalar): Long => expression('i64', value.code, [0xac]),
  add: binaryLong(0x7c),
  multiply: binaryLong(0x7e),
  shiftRight: binaryLong(0x87),
  /** The low 32 bits. */
  wrap: (value: Long): Scalar => expression('i32', value.code, [0xa7]),
};

/** Sets `bytes` bytes from `address` on to one value. */
export function fillMemory(address: Scalar, value: Scalar, bytes: Scalar): Statement {
  return statement(address.code, value.code, bytes.code, [0xfc, 0x0b, 0x00]);
}

/** Copies `bytes` bytes. */
export function copyMemory(to: Scalar, from: Scalar, bytes: Scalar): Statement {
  return statement(to.code, from.code, bytes.code, [0xfc, 0x0a, 0x00, 0x00]);
}
