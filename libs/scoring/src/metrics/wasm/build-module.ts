import { type Code, unsigned } from './instructions.js';

const i32Type = 0x7f;
const v128Type = 0x7b;
const header: Code = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** A function without result whose parameters are all i32; its locals are i32 ones, then v128 ones. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: number;
  readonly i32Locals: number;
  readonly v128Locals: number;
  readonly body: Code;
}

/**
 * Encodes a WebAssembly module that imports its memory as `host.memory` and exports the functions given.
 *
 * Source: WebAssembly Core Specification 2.0, section 5.5.
 */
export function buildModule(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const indices = functions.map((_, index) => index);
  return new Uint8Array([
    ...header,
    ...section(
      1,
      functions.map(({ parameters }) => [0x60, ...sized(Array(parameters).fill(i32Type)), 0]),
    ),
    ...section(2, [[...text('host'), ...text('memory'), 0x02, 0x00, 1]]),
    ...section(
      3,
      indices.map((index) => [index]),
    ),
    ...section(
      7,
      functions.map(({ name }, index) => [...text(name), 0x00, index]),
    ),
    ...section(
      10,
      functions.map((code) => sized(functionBody(code))),
    ),
  ]);
}

function functionBody({ i32Locals, v128Locals, body }: WasmFunction): Code {
  return [2, ...unsigned(i32Locals), i32Type, ...unsigned(v128Locals), v128Type, ...body, 0x0b];
}

function section(id: number, entries: readonly Code[]): Code {
  return [id, ...sized([...unsigned(entries.length), ...entries.flat()])];
}

function sized(content: Code): Code {
  return [...unsigned(content.length), ...content];
}

function text(name: string): Code {
  return sized([...new TextEncoder().encode(name)]);
}
