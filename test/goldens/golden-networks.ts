import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildProgram, mapModel, policyPresets, type Program } from '@npufarm/npu';
import { readModel } from '@npufarm/tflite';
import { sampleModel } from '@npufarm/zoo';

/** The output of a whole network, as the scalar kernels compute it. */
export interface Golden {
  readonly model: string;
  readonly model_sha256: string;
  readonly input_shape: readonly number[];
  /** How the input's bytes are made. */
  readonly input_stream: string;
  readonly output_sha256: string;
}

export const inputStream = 'SHA-256("vsfarm:0:0"), SHA-256("vsfarm:0:1"), …';

/** The size that the challenge times networks at. */
export const goldenShape = [1, 360, 640, 3];

const sharedModels = '../shared/models';

/** Paths of the models that may have a golden: the bundled network and those beside the checkout. */
export function goldenModelPaths(): readonly string[] {
  const shared = existsSync(sharedModels)
    ? readdirSync(sharedModels).filter((name) => name.endsWith('.tflite'))
    : [];
  return [sampleModel('int8').path, ...shared.map((name) => join(sharedModels, name))];
}

/** Where a golden's model lies, if it is there. */
export function pathOfModel(name: string): string | undefined {
  return goldenModelPaths().find((path) => basename(path) === name);
}

/** The program of an integer model for an input shape; `undefined` when the model is none or cannot take the shape. */
export function programOfModel(path: string, inputShape: readonly number[]): Program | undefined {
  const { permissive } = policyPresets;
  if (permissive === undefined) throw new Error('there is a permissive policy');
  const mapping = mapModel(readModel(readFileSync(path)), permissive, { inputShapes: [inputShape] });
  if (mapping.issues.length > 0) return undefined;
  const program = buildProgram(mapping);
  return program.inputs.length === 1 && program.outputs.length === 1 ? program : undefined;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
