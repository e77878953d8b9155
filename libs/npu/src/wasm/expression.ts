import { unsignedLeb128 } from './leb128.js';

/** Types of values, with their codes in the binary format. */
export const valueTypes = { i32: 0x7f, i64: 0x7e, v128: 0x7b } as const;

export type ValueType = keyof typeof valueTypes;

/** Instructions that leave one value of a known type on the stack. */
export interface Expression<Type extends ValueType> {
  readonly type: Type;
  readonly code: readonly number[];
}

/** Instructions that leave nothing on the stack. */
export interface Statement {
  readonly type: 'nothing';
  readonly code: readonly number[];
}

export type Scalar = Expression<'i32'>;
export type Long = Expression<'i64'>;
export type Vector = Expression<'v128'>;

export function expression<Type extends ValueType>(
  type: Type,
  ...parts: readonly (readonly number[])[]
): Expression<Type> {
  return { type, code: parts.flat() };
}

export function statement(...parts: readonly (readonly number[])[]): Statement {
  return { type: 'nothing', code: parts.flat() };
}

/** An instruction of the SIMD page. */
export function simd(opcode: number): readonly number[] {
  return [0xfd, ...unsignedLeb128(opcode)];
}
