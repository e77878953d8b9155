import { elementsOf } from '@npufarm/testing';
import { writeModel } from '@npufarm/tflite';
import { expect } from 'vitest';
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

/** Runs a case on LiteRT's builtin kernels: the reference arithmetic wherever LiteRT offers it. */
export async function runOnLitert(
  operatorCase: OperatorCase,
  litert: Litert,
  rounding: 'reference' | 'builtin' = 'reference',
): Promise<Elements> {
  const prepared = withPreparedShapes(operatorCase.model);
  const model = writeModel(rounding === 'reference' ? groupConvolutions(prepared) : prepared);
  const { inputs } = operatorCase;
  return elements(operatorCase, await litert.run({ model, inputs, builtinKernels: true }));
}

/** Expects results equal to LiteRT's, up to the bound that is written down for this operator. */
export function expectLitertResults(operatorCase: OperatorCase, computed: Elements, litert: Elements): void {
  const { builtin, type } = subjectOf(operatorCase);
  const bound = litertBound(builtin, type);
  if (bound === undefined) {
    expect(computed).toEqual(litert);
    return;
  }
  const differences = computed.flatMap((codes, output) =>
    codes.map((code, at) => Math.abs(code - (litert[output]?.[at] ?? Infinity))),
  );
  expect(Math.max(0, ...differences)).toBeLessThanOrEqual(bound.maximumDifference);
}

function elements({ model }: OperatorCase, outputs: readonly Uint8Array[]): Elements {
  return outputs.map((bytes, position) => {
    const type = model.tensors[model.outputs[position] ?? -1]?.type ?? 'INT8';
    return elementsOf(type, bytes);
  });
}
