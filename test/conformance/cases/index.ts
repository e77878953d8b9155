import type { OperatorCase } from '../operator-case.js';
import { activationCases } from './activations.cases.js';
import { handWorkedCases } from './by-hand.cases.js';
import { convolutionCases } from './convolutions.cases.js';
import { conversionCases } from './conversions.cases.js';
import { elementwiseCases } from './elementwise.cases.js';
import { fullyConnectedCases } from './fully-connected.cases.js';
import { moveCases } from './moves.cases.js';
import { pictureCases } from './pictures.cases.js';
import { reductionCases } from './reductions.cases.js';

/** Every fixed case, in groups of operators. */
export const cases: readonly OperatorCase[] = [
  ...activationCases,
  ...convolutionCases,
  ...conversionCases,
  ...elementwiseCases,
  ...fullyConnectedCases,
  ...handWorkedCases,
  ...moveCases,
  ...pictureCases,
  ...reductionCases,
];
