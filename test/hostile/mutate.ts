import { readModel, toSpec, writeModel, type ModelSpec } from '@npufarm/tflite';

/** A seeded generator of 32-bit integers. Source: Marsaglia, xorshift RNGs (13, 17, 5). */
export function seededIntegers(seed: number): (limit: number) => number {
  let state = (seed * 2654435761) >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % limit;
  };
}

type Mutation = (file: Uint8Array, random: (limit: number) => number) => Uint8Array;

const flipBits: Mutation = (file, random) => {
  const damaged = file.slice();
  for (let flips = 1 + random(8); flips > 0; flips--) {
    const at = random(damaged.length);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << random(8));
  }
  return damaged;
};

/** Bits of the tables only: the first bytes of these files are weights, their last ones the structure. */
const flipStructure: Mutation = (file, random) => {
  const damaged = file.slice();
  const structure = Math.min(damaged.length, 8000);
  for (let flips = 1 + random(3); flips > 0; flips--) {
    const at = damaged.length - 1 - random(structure);
    damaged[at] = random(2) === 0 ? 0xff : (damaged[at] ?? 0) ^ (1 << random(8));
  }
  return damaged;
};

const truncate: Mutation = (file, random) => file.slice(0, random(file.length));

const hostileSizes = [-1, 0, 1, 2, 3, 7, 255, 65_535, 65_536, 2 ** 20, 2 ** 31 - 1];

/** A well-formed file whose tables say something absurd. */
const editTables: Mutation = (file, random) => {
  const { subgraphs: [subgraph] = [], ...rest } = toSpec(readModel(file)) as ModelSpec & {
    subgraphs?: unknown[];
  };
  const copy = structuredClone(subgraph) as Editable;
  const pick = <T>(list: readonly T[]): T | undefined => list[random(list.length)];
  const tensor = pick(copy.tensors);
  const operator = pick(copy.operators);
  const hostile = pick(hostileSizes) ?? 0;
  switch (random(8)) {
    case 0:
      if (tensor?.shape !== undefined && tensor.shape.length > 0)
        tensor.shape[random(tensor.shape.length)] = hostile;
      break;
    case 1:
      if (tensor !== undefined)
        tensor.shape = Array.from({ length: random(9) }, () => pick(hostileSizes) ?? 1);
      break;
    case 2:
      if (tensor?.quantization !== undefined)
        tensor.quantization.scale = [pick([0, NaN, -1, Infinity, 1e-38, 1e38]) ?? 0];
      break;
    case 3:
      if (tensor?.quantization !== undefined)
        tensor.quantization.zeroPoint = [pick([-129, 128, 256, -(2 ** 31), 2 ** 31 - 1]) ?? 0];
      break;
    case 4:
      if (operator !== undefined && operator.inputs.length > 0)
        operator.inputs[random(operator.inputs.length)] = random(copy.tensors.length);
      break;
    case 5:
      if (operator !== undefined && operator.outputs.length > 0)
        operator.outputs[random(operator.outputs.length)] = random(copy.tensors.length);
      break;
    case 6: {
      const names = Object.keys(operator?.options ?? {}).filter(
        (name) => typeof operator?.options?.[name] === 'number',
      );
      const name = pick(names);
      if (operator?.options !== undefined && name !== undefined) operator.options[name] = hostile;
      break;
    }
    default:
      if (operator !== undefined)
        operator.builtin =
          pick(['ADD', 'RESHAPE', 'TRANSPOSE_CONV', 'MEAN', 'SPLIT', 'CUSTOM', 'WHILE', 'BUILTIN_250']) ??
          'ADD';
      if (operator !== undefined) delete operator.options;
  }
  return writeModel({ ...rest, subgraphs: [copy] } as unknown as ModelSpec);
};

interface Editable {
  tensors: { shape: number[]; quantization?: { scale: number[]; zeroPoint: number[] } }[];
  operators: { builtin: string; inputs: number[]; outputs: number[]; options?: Record<string, unknown> }[];
}

export const mutations: Readonly<Record<string, Mutation>> = {
  'flipped bits': flipBits,
  'damaged structure': flipStructure,
  'cut short': truncate,
  'absurd tables': editTables,
};
