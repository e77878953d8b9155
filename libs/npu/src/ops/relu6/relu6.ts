import { rectifierOperator } from '../anatomy/rectifier-operator.js';

export const relu6 = rectifierOperator('RELU6');
