import { poolOperator } from '../anatomy/pool-operator.js';

export const averagePool2d = poolOperator('AVERAGE_POOL_2D');
