import { sumOperator } from '../anatomy/sum-operator.js';

export const sum = sumOperator('SUM');
