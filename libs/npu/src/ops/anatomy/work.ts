/** What an operator has to do, in amounts and never in time; `timing/` turns it into microseconds. */
export type Work =
  | ConvolutionWork
  | { readonly kind: 'elementwise'; readonly operation: ElementwiseOperation; readonly elements: number }
  /** Bytes moved unchanged, such as one operand of a concatenation each. */
  | { readonly kind: 'copy'; readonly bytes: readonly number[] }
  /** Depth-to-space and its relatives. */
  | { readonly kind: 'reorganise'; readonly bytes: number }
  | { readonly kind: 'transpose'; readonly bytes: number }
  | { readonly kind: 'activation'; readonly operation: ActivationOperation; readonly elements: number }
  | { readonly kind: 'resize'; readonly method: 'nearest' | 'bilinear'; readonly elements: number }
  | {
      readonly kind: 'pool';
      readonly method: 'average' | 'maximum' | 'global';
      readonly elements: number;
      readonly window: number;
    }
  /** Shape bookkeeping: no bytes move. */
  | { readonly kind: 'none' };

export interface ConvolutionWork {
  readonly kind: 'convolution';
  readonly form: 'dense' | 'grouped' | 'depthwise' | 'transposed' | 'fully-connected';
  readonly macs: number;
  readonly batch: number;
  readonly inputHeight: number;
  readonly inputWidth: number;
  readonly inputChannels: number;
  readonly outputHeight: number;
  readonly outputWidth: number;
  readonly outputChannels: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
  readonly groups: number;
  readonly weightBytes: number;
}

export type ElementwiseOperation =
  'add' | 'sub' | 'mul' | 'div' | 'minimum' | 'maximum' | 'compare' | 'select' | 'reduce' | 'gather';

/** `clip` is any activation that only bounds the value; `table` needs a look-up. */
export type ActivationOperation = 'clip' | 'leaky' | 'table' | 'requantise' | 'softmax';
