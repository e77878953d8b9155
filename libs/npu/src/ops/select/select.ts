import { selectOperator } from '../anatomy/select-operator.js';

export const select = selectOperator('SELECT');
