import { buildProgram, createRuntime, mapModel, policyPresets, type RuntimeOptions } from '@npufarm/npu';
import { readModel } from '@npufarm/tflite';

/** The ways of computing that must agree on every byte. */
export const backends: readonly Backend[] = [
  { name: 'reference', options: { kernels: 'reference' } },
  { name: 'fast', options: { kernels: 'fast', threads: 2 } },
];

export interface Backend {
  readonly name: string;
  readonly options: RuntimeOptions;
}

/** Raw outputs of a model on a backend; throws when the permissive policy does not take the model. */
export async function runOnBackend(
  backend: Backend,
  file: Uint8Array,
  inputs: readonly Uint8Array[],
  options: RuntimeOptions = {},
): Promise<readonly Uint8Array[]> {
  const { permissive } = policyPresets;
  if (permissive === undefined) throw new Error('there is a permissive policy');
  const mapping = mapModel(readModel(file), permissive);
  if (mapping.issues.length > 0) throw new Error(mapping.issues.map(({ detail }) => detail).join('\n'));
  const runtime = await createRuntime(buildProgram(mapping), { ...backend.options, ...options });
  try {
    return await runtime.run(inputs);
  } finally {
    await runtime.close();
  }
}
