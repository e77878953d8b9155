import { elementsOf } from '@npufarm/testing';
import { writeModel } from '@npufarm/tflite';
import { runOnBackend, type Backend } from './backends.js';
import { groupConvolutions } from './litert/group-convolutions.js';
import { litertBound } from './litert/litert-bounds.js';
import type { Litert } from './litert/litert.js';
import { withPreparedShapes } from './models/prepared-shapes.js';
import { subjectOf, type OperatorCase } from './operator-case.js';

type Elements = readonly (readonly number[])[];

/** Runs a case on a backend; elements of each output. */
export async function runCase(
  operatorCase: OperatorCase,
  backend: Backend,
  rounding: 'reference' | 'builtin' = 'reference',
): Promise<Elements> {
  const file = writeModel(operatorCase.model);
  return elements(operatorCase, await runOnBackend(backend, file, operatorCase.inputs, { rounding }));
}

/** LiteRT's answers by case: they are the same for every backend. */
const answers = new WeakMap<OperatorCase, Map<string, Promise<Elements>>>();

/** Runs a case on LiteRT's builtin kernels: the reference arithmetic wherever LiteRT offers it. */
export async function runOnLitert(
  operatorCase: OperatorCase,
  litert: Litert,
  rounding: 'reference' | 'builtin' = 'reference',
): Promise<Elements> {
  const known = answers.get(operatorCase) ?? new Map<string, Promise<Elements>>();
  answers.set(operatorCase, known);
  const answer = known.get(rounding) ?? askLitert(operatorCase, litert, rounding);
  known.set(rounding, answer);
  return answer;
}

async function askLitert(
  operatorCase: OperatorCase,
  litert: Litert,
  rounding: 'reference' | 'builtin',
): Promise<Elements> {
  const prepared = withPreparedShapes(operatorCase.model);
  const model = writeModel(rounding === 'reference' ? groupConvolutions(prepared) : prepared);
  const { inputs } = operatorCase;
  return elements(operatorCase, await litert.run({ model, inputs, builtinKernels: true }));
}

/** LiteRT's results, with elements inside the bound that is written down for this operator taken as computed. */
export function litertResultsNear(
  operatorCase: OperatorCase,
  computed: Elements,
  litert: Elements,
): Elements {
  const { builtin, type } = subjectOf(operatorCase);
  const allowed = litertBound(builtin, type)?.maximumDifference ?? 0;
  return litert.map((codes, output) =>
    codes.map((code, at) => {
      const ours = computed[output]?.[at] ?? Infinity;
      return Math.abs(ours - code) <= allowed ? ours : code;
    }),
  );
}

function elements({ model }: OperatorCase, outputs: readonly Uint8Array[]): Elements {
  return outputs.map((bytes, position) => {
    const type = model.tensors[model.outputs[position] ?? -1]?.type ?? 'INT8';
    return elementsOf(type, bytes);
  });
}
