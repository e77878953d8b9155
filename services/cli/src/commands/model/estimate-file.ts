import { createHash } from 'node:crypto';
import type { Issue, Policy, Prediction } from '@npufarm/npu';
import { modelFormatIssue } from './model-format-issue.js';

/** What a model would take on the board, or why it does not map. */
export type FileEstimate =
  | { readonly sha256: string; readonly prediction: Prediction }
  | { readonly sha256: string; readonly prediction: undefined; readonly issues: readonly Issue[] };

export interface EstimateFileOptions {
  readonly policy: Policy;
  readonly layout: 'nhwc' | 'nchw';
  readonly inputShapes: readonly (readonly number[])[] | undefined;
}

/** Maps and predicts the bytes of a `.tflite` file without executing it. */
export async function estimateFile(bytes: Uint8Array, options: EstimateFileOptions): Promise<FileEstimate> {
  const { estimateModel, ModelFault } = await import('@npufarm/npu');
  const { ModelFormatError } = await import('@npufarm/tflite');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { inputShapes, ...rest } = options;
  try {
    const shapes = inputShapes === undefined || inputShapes.length === 0 ? {} : { inputShapes };
    const { prediction, mapping } = estimateModel(bytes, { ...rest, ...shapes });
    return prediction === undefined ? { sha256, prediction, issues: mapping.issues } : { sha256, prediction };
  } catch (error) {
    if (error instanceof ModelFault) return { sha256, prediction: undefined, issues: [error.issue] };
    if (!(error instanceof ModelFormatError)) throw error;
    return { sha256, prediction: undefined, issues: [modelFormatIssue(error)] };
  }
}
