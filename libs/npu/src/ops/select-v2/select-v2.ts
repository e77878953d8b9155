import { selectOperator } from '../anatomy/select-operator.js';

export const selectV2 = selectOperator('SELECT_V2');
