import type { OperatorCase } from '../operator-case.js';
import { activationCases } from './activations.cases.js';
import { convolutionCases } from './convolutions.cases.js';
import { elementwiseCases } from './elementwise.cases.js';
import { moveCases } from './moves.cases.js';
import { pictureCases } from './pictures.cases.js';
import { reductionCases } from './reductions.cases.js';

/** Every fixed case, in groups of operators. */
export const cases: readonly OperatorCase[] = [
  ...activationCases,
  ...convolutionCases,
  ...elementwiseCases,
  ...moveCases,
  ...pictureCases,
  ...reductionCases,
];
