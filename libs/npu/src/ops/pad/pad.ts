import { padOperator } from '../anatomy/pad-operator.js';

export const pad = padOperator('PAD');
