import { rectifierOperator } from '../anatomy/rectifier-operator.js';

export const relu = rectifierOperator('RELU');
