import type { Hint } from '../guidance.js';
import { activation } from './activation.hint.js';
import { addition } from './addition.hint.js';
import { badTiling } from './bad-tiling.hint.js';
import { clip } from './clip.hint.js';
import { convolutionBounds } from './convolution-bounds.hint.js';
import { copies } from './copies.hint.js';
import { cpuOperators } from './cpu-operators.hint.js';
import { ioTransposes } from './io-transposes.hint.js';
import { layerCount } from './layer-count.hint.js';
import { nearestResize } from './nearest-resize.hint.js';
import { shader } from './shader.hint.js';
import { transposedConvolution } from './transposed-convolution.hint.js';

/** Every hint; what they say is ordered by its gain afterwards. */
export const hints: readonly Hint[] = [
  cpuOperators,
  nearestResize,
  addition,
  shader,
  clip,
  activation,
  transposedConvolution,
  copies,
  layerCount,
  convolutionBounds,
  ioTransposes,
  badTiling,
];
