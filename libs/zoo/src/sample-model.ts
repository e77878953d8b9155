import { join } from 'node:path';
import { zooDirectory } from './zoo-directory.js';

const fileByVariant = {
  /** uint8 [1,360,640,3] → uint8 [1,1080,1920,3], fully integer: what a participant submits. */
  int8: 'anchornet28_x3_int8.tflite',
  /** The same network with free height and width. */
  'int8-dynamic': 'anchornet28_x3_int8_dynamic.tflite',
  /** The network before quantisation, float32, with free height and width. */
  'fp32-dynamic': 'anchornet28_x3_fp32_dynamic.tflite',
} as const;

/** A form of the sample network. */
export type SampleModelVariant = keyof typeof fileByVariant;

/** Every form of the sample network. */
export const sampleModelVariants = Object.keys(fileByVariant) as readonly SampleModelVariant[];

/** A `.tflite` file that comes with npufarm. */
export interface SampleModel {
  /** The file's name. */
  readonly name: string;
  readonly path: string;
}

/** Finds a form of the sample network, a trained 3x super-resolution network. */
export function sampleModel(variant: SampleModelVariant = 'int8'): SampleModel {
  const name = fileByVariant[variant];
  return { name, path: join(zooDirectory(), 'models', name) };
}
