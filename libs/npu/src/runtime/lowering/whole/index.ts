import { broadcast } from './broadcast.js';
import { fullyConnected } from './fully-connected.js';
import { concatenation, constant, copy, gather, split } from './joins.js';
import { rearrange } from './rearrange.js';
import { reduceMaximum, reduceSum } from './reduce.js';
import { softmax } from './softmax.js';
import type { WholeLowering } from './whole-lowering.js';

/** Every scalar kernel that has a faster form on tensors in memory, for shapes and types that rows cannot hold. */
export const wholeLowerings: readonly WholeLowering[] = [
  broadcast('add'),
  broadcast('extremum'),
  broadcast('greater'),
  broadcast('multiply'),
  broadcast('prelu'),
  broadcast('squared-difference'),
  concatenation,
  constant,
  copy,
  fullyConnected,
  gather,
  rearrange,
  reduceMaximum,
  reduceSum,
  softmax,
  split,
];
