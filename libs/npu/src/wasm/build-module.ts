import { valueTypes } from './expression.js';
import { FunctionBody } from './function-body.js';
import { unsignedLeb128 } from './leb128.js';

const maximumPages = 65_536;
const section = { type: 1, import: 2, function: 3, export: 7, code: 10 };

/** Collects the functions of a module. Functions may call those that were added before them. */
export class ModuleBuilder {
  private readonly functions: FunctionBody[] = [];

  /** Adds a function of i32 parameters without a result, exported under its name. */
  addFunction(name: string, parameterCount: number): FunctionBody {
    const added = new FunctionBody(this.functions.length, name, parameterCount);
    this.functions.push(added);
    return added;
  }

  /** The module in WebAssembly's binary format; it imports a shared memory as `host.memory`. */
  build(): Uint8Array {
    const arities = [...new Set(this.functions.map(({ parameterCount }) => parameterCount))];
    const types = arities.map((arity) => [
      0x60,
      ...vector(Array.from({ length: arity }, () => [valueTypes.i32])),
      0,
    ]);
    const memory = [...text('host'), ...text('memory'), 0x02, 0x03, 1, ...unsignedLeb128(maximumPages)];
    return Uint8Array.from(
      [
        [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
        encodeSection(section.type, vector(types)),
        encodeSection(section.import, vector([memory])),
        encodeSection(
          section.function,
          vector(this.functions.map(({ parameterCount }) => unsignedLeb128(arities.indexOf(parameterCount)))),
        ),
        encodeSection(
          section.export,
          vector(this.functions.map(({ name, index }) => [...text(name), 0, ...unsignedLeb128(index)])),
        ),
        encodeSection(section.code, vector(this.functions.map(encodeBody))),
      ].flat(),
    );
  }
}

function encodeBody({ locals, code }: FunctionBody): readonly number[] {
  const declared = vector(locals.map((type) => [1, valueTypes[type]]));
  return [...unsignedLeb128(declared.length + code.length + 1), ...declared, ...code, 0x0b];
}

function encodeSection(id: number, content: readonly number[]): readonly number[] {
  return [id, ...unsignedLeb128(content.length), ...content];
}

function vector(items: readonly (readonly number[])[]): readonly number[] {
  return [...unsignedLeb128(items.length), ...items.flat()];
}

function text(value: string): readonly number[] {
  return vector(Array.from(value, (character) => [character.charCodeAt(0)]));
}
