import type { TensorType } from '@npufarm/tflite';

/** What a competition accepts, as data. */
export interface Policy {
  readonly name: string;
  readonly input: Port | undefined;
  readonly output: Port | undefined;
  /** Enlargement factor from input to output pixels; undefined leaves it open. */
  readonly scale: number | undefined;
  /** Whether a model may leave sizes open. */
  readonly dynamic: 'refuse' | 'allow';
  /** Whether operators that the NPU does not take may run on the CPU. */
  readonly cpuFallback: boolean;
  /** Whether a submission may be the challenge's archive instead of one file. */
  readonly archive: boolean;
}

/** Type and shape of the only input or output. */
export interface Port {
  readonly dtype: TensorType;
  readonly shape: readonly number[];
}
