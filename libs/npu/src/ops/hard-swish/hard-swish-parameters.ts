import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import { inputOf, outputOf, type OperatorView } from '../../graph/operator-view.js';
import { perTensorOf } from '../../graph/quantization-of.js';

export interface HardSwishParameters {
  readonly inputZeroPoint: number;
  readonly outputZeroPoint: number;
  readonly outputMultiplier: number;
  readonly outputExponent: number;
  /** Rescale the input so that 3 becomes 2^15. */
  readonly reluishMultiplier: number;
  readonly reluishExponent: number;
}

/** 16-bit multipliers of ratios formed in float32 steps. Source: TFLite `HardSwishPrepare`, kernels/activations.cc. */
export function hardSwishParameters(op: OperatorView): HardSwishParameters {
  const from = perTensorOf(op, inputOf(op, 0));
  const to = perTensorOf(op, outputOf(op));
  const fineScale = Math.fround(from.scale / 128);
  const output = quantizeMultiplier(Math.fround(fineScale / to.scale));
  const reluish = quantizeMultiplier(Math.fround(fineScale / Math.fround(3 / 32768)));
  return {
    inputZeroPoint: from.zeroPoint,
    outputZeroPoint: to.zeroPoint,
    outputMultiplier: to16Bits(output.multiplier),
    outputExponent: output.shift,
    reluishMultiplier: to16Bits(reluish.multiplier),
    reluishExponent: reluish.shift,
  };
}

/** Source: TFLite `DownScaleInt32ToInt16Multiplier`. */
function to16Bits(multiplier: number): number {
  const half = 2 ** 15;
  return multiplier >= 0x7fffffff - half ? 0x7fff : (multiplier + half) >> 16;
}
