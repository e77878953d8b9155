import { tensorTypes } from './tensor-types.js';

/**
 * Enumerations that occur in options tables, each stored as one byte; a name's index is its value.
 *
 * Source: TFLite schema version 3d (LiteRT, tflite/converter/schema/schema.fbs).
 */
export const optionEnums = {
  padding: ['SAME', 'VALID'],
  activation: ['NONE', 'RELU', 'RELU_N1_TO_1', 'RELU6', 'TANH', 'SIGN_BIT'],
  mirrorPadMode: ['REFLECT', 'SYMMETRIC'],
  weightsFormat: ['DEFAULT', 'SHUFFLED4x16INT8'],
  lstmKernelType: ['FULL', 'BASIC'],
  combiner: ['SUM', 'MEAN', 'SQRTN'],
  lshProjectionType: ['UNKNOWN', 'SPARSE', 'DENSE'],
  tensorType: tensorTypes,
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type OptionEnum = keyof typeof optionEnums;
export type PaddingName = (typeof optionEnums.padding)[number];
export type ActivationName = (typeof optionEnums.activation)[number];
export type MirrorPadModeName = (typeof optionEnums.mirrorPadMode)[number];
