import { poolOperator } from '../anatomy/pool-operator.js';

export const maxPool2d = poolOperator('MAX_POOL_2D');
