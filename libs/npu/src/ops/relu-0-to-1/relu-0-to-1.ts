import { rectifierOperator } from '../anatomy/rectifier-operator.js';

/** What converters from PyTorch make of `clamp(0, 1)`. */
export const relu0To1 = rectifierOperator('RELU_0_TO_1');
