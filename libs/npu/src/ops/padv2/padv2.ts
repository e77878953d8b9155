import { padOperator } from '../anatomy/pad-operator.js';

export const padv2 = padOperator('PADV2');
