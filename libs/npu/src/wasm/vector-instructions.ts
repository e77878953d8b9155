import { expression, simd, statement, type Scalar, type Statement, type Vector } from './expression.js';
import { signedLeb128, unsignedLeb128 } from './leb128.js';

const unary =
  (opcode: number) =>
  (a: Vector): Vector =>
    expression('v128', a.code, simd(opcode));

const binary =
  (opcode: number) =>
  (a: Vector, b: Vector): Vector =>
    expression('v128', a.code, b.code, simd(opcode));

const shift =
  (opcode: number) =>
  (a: Vector, bits: number): Vector =>
    expression('v128', a.code, [0x41, ...signedLeb128(bits)], simd(opcode));

const splat =
  (opcode: number) =>
  (a: Scalar): Vector =>
    expression('v128', a.code, simd(opcode));

const load =
  (opcode: number) =>
  (address: Scalar, offset = 0): Vector =>
    expression('v128', address.code, simd(opcode), [0, ...unsignedLeb128(offset)]);

const storeLane =
  (opcode: number) =>
  (address: Scalar, value: Vector, lane: number, offset = 0): Statement =>
    statement(address.code, value.code, simd(opcode), [0, ...unsignedLeb128(offset), lane]);

const constant = (bytes: ArrayBuffer): Vector => expression('v128', simd(12), [...new Uint8Array(bytes)]);

const shuffle = (a: Vector, b: Vector, lanes: readonly number[]): Vector =>
  expression('v128', a.code, b.code, simd(13), lanes);

/** Moves of whole vectors, and bitwise operations. Source of the opcodes: WebAssembly core specification 2.0, 5.4.9. */
export const v128 = {
  load: load(0),
  load8Splat: load(7),
  load16Splat: load(8),
  load32Splat: load(9),
  load64Splat: load(10),
  load32Zero: load(92),
  load64Zero: load(93),
  store: (address: Scalar, value: Vector, offset = 0): Statement =>
    statement(address.code, value.code, simd(11), [0, ...unsignedLeb128(offset)]),
  store8Lane: storeLane(88),
  store32Lane: storeLane(90),
  store64Lane: storeLane(91),
  /** Bytes of `a` (0 to 15) and `b` (16 to 31) in the given order. */
  shuffle,
  and: binary(78),
  /** `a` without the bits of `b`. */
  andNot: binary(79),
  or: binary(80),
  xor: binary(81),
  constantI8: (value: number): Vector => constant(new Int8Array(16).fill(value).buffer),
  constantI16: (value: number): Vector => constant(new Int16Array(8).fill(value).buffer),
  constantI32: (value: number): Vector => constant(new Int32Array(4).fill(value).buffer),
  constantF32: (value: number): Vector => constant(new Float32Array(4).fill(value).buffer),
  constantF64: (value: number): Vector => constant(new Float64Array(2).fill(value).buffer),
};

export const i8x16 = {
  splat: splat(15),
  minimum: binary(118),
  minimumUnsigned: binary(119),
  maximum: binary(120),
  add: binary(110),
  subtract: binary(113),
  /** Saturates the sixteen 16-bit lanes of `a` and `b` to 8 bits. */
  narrow: binary(101),
  /** As `narrow`, to unsigned bytes. */
  narrowUnsigned: binary(102),
};

export const i16x8 = {
  /** Sums of neighbouring bytes. */
  addPairs: unary(124),
  /** Eight bytes from memory, widened. */
  load8Signed: load(1),
  add: binary(142),
  subtract: binary(145),
  multiply: binary(149),
  shiftLeft: shift(139),
  shiftRight: shift(140),
  extendLow: unary(135),
  extendHigh: unary(136),
  maximum: binary(152),
  minimum: binary(150),
  /** Saturates the eight 32-bit lanes of `a` and `b` to 16 bits. */
  narrow: binary(133),
};

export const i32x4 = {
  splat: splat(17),
  extendLow: unary(167),
  extendHigh: unary(168),
  /** The low two lanes of `a` and `b` in turn. */
  interleaveLow: (a: Vector, b: Vector): Vector =>
    shuffle(a, b, [0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23]),
  /** The high two lanes of `a` and `b` in turn. */
  interleaveHigh: (a: Vector, b: Vector): Vector =>
    shuffle(a, b, [8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31]),
  /** Sums of neighbouring 16-bit lanes. */
  addPairs: unary(126),
  /** Cut off towards zero. */
  truncateF32: unary(248),
  add: binary(174),
  subtract: binary(177),
  multiply: binary(181),
  minimum: binary(182),
  maximum: binary(184),
  shiftLeft: shift(171),
  shiftRight: shift(172),
  /** Sums of the products of neighbouring 16-bit lanes. */
  dot: binary(186),
  multiplyLow: binary(188),
  multiplyHigh: binary(189),
};

export const i64x2 = {
  add: binary(206),
  multiply: binary(213),
  shiftRight: shift(204),
  multiplyLow: binary(220),
  multiplyHigh: binary(221),
};

export const f64x2 = {
  /** The two low 32-bit integers as doubles. */
  convertLow: unary(254),
  add: binary(240),
  multiply: binary(242),
};

export const f32x4 = {
  convert: unary(250),
  add: binary(228),
  subtract: binary(229),
  multiply: binary(230),
  divide: binary(231),
};
