/** A piece of WebAssembly code. */
export type Code = readonly number[];

const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
const binary =
  (instruction: Code) =>
  (left: Code, right: Code): Code => [...left, ...right, ...instruction];

/** Encodes an unsigned number as LEB128. */
export function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/**
 * The instructions that the metric kernels are made of, as functions from operands to code.
 *
 * Source: WebAssembly Core Specification 2.0, section 5.4.
 */
export const wasm = {
  get: (local: number): Code => [0x20, local],
  set: (local: number, value: Code): Code => [...value, 0x21, local],
  i32: (value: number): Code => [0x41, value],
  addI32: binary([0x6a]),
  lessThanI32: binary([0x49]),
  /** Repeats the body while the condition holds, at least once. */
  loopWhile: (body: Code, condition: Code): Code => [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b],
  /** Four copies of a 32-bit float. */
  splat: (value: number): Code => [0x43, ...new Uint8Array(new Float32Array([value]).buffer), ...simd(0x13)],
  load: (address: Code): Code => [...address, ...simd(0x00), 2, 0],
  store: (address: Code, value: Code): Code => [...address, ...value, ...simd(0x0b), 2, 0],
  add: binary(simd(0xe4)),
  subtract: binary(simd(0xe5)),
  multiply: binary(simd(0xe6)),
  divide: binary(simd(0xe7)),
} as const;
