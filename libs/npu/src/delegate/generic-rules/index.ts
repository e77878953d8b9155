import type { Rule } from '../../ops/anatomy/define-rule.js';
import { constantOperands } from './constant-operands.rule.js';
import { fusedActivation } from './fused-activation.rule.js';
import { tensorQuantization } from './tensor-quantization.rule.js';
import { tensorRank } from './tensor-rank.rule.js';
import { tensorSize } from './tensor-size.rule.js';
import { tensorType } from './tensor-type.rule.js';
import { weightRange } from './weight-range.rule.js';

/** Rules that every operator obeys, in the order in which they are asked. */
export const genericRules: readonly Rule[] = [
  tensorType,
  constantOperands,
  tensorQuantization,
  tensorSize,
  tensorRank,
  fusedActivation,
  weightRange,
];
