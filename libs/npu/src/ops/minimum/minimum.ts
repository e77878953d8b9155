import { extremumOperator } from '../anatomy/extremum-operator.js';

export const minimum = extremumOperator('MINIMUM');
