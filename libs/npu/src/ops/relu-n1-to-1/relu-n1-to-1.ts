import { rectifierOperator } from '../anatomy/rectifier-operator.js';

export const reluN1To1 = rectifierOperator('RELU_N1_TO_1');
