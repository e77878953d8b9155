import { sumOperator } from '../anatomy/sum-operator.js';

export const mean = sumOperator('MEAN');
