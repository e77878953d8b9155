import { extremumOperator } from '../anatomy/extremum-operator.js';

export const maximum = extremumOperator('MAXIMUM');
