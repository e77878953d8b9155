import { controlFlow } from './control-flow.js';
import { dynamicRange } from './dynamic-range.js';
import { float16Weights } from './float16-weights.js';
import { floatModel } from './float-model.js';
import { floatPorts } from './float-ports.js';
import type { ModelRule } from './model-rule.js';

/** In this order: a later rule's finding would be a consequence of an earlier one's. */
export const modelRules: readonly ModelRule[] = [
  controlFlow,
  float16Weights,
  dynamicRange,
  floatPorts,
  floatModel,
];
