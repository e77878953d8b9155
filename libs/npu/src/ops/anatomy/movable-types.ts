import type { TensorType } from '@npufarm/tflite';
import { eightBit } from './define-operator.js';

/** Types that operators move without looking at them; all but the 8-bit ones on the CPU. */
export const movableTypes: readonly TensorType[] = [...eightBit, 'INT32', 'INT64', 'BOOL'];
