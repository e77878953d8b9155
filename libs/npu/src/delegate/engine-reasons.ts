import { vs680 } from '../arch/vs680.js';
import type { Program } from '../binary/program.js';
import type { Reason } from '../reason.js';
import { composeLayers, type PricedLayer } from '../timing/compose.js';

const inMs = (us: number): string => `${(us / 1000).toFixed(1)} ms`;

/**
 * What a trip off the NN cores and tensor processors costs, by operator of the model: on the programmable shader, or on
 * the CPU with its tensors brought over and back. The price is the timing model's.
 */
export function engineReasons({ layers }: Program): ReadonlyMap<number, Reason> {
  const priced = composeLayers(layers, vs680, 'typical');
  const totalUs = priced.reduce((sum, { effectiveUs }) => sum + effectiveUs, 0);
  return new Map(
    priced.flatMap((one) => {
      const reason = reasonOf(one, totalUs);
      return reason === undefined ? [] : one.layer.operators.map((operator) => [operator, reason] as const);
    }),
  );
}

function reasonOf({ layer, effectiveUs }: PricedLayer, totalUs: number): Reason | undefined {
  const share = `${inMs(effectiveUs)} of ${inMs(totalUs)}`;
  if (layer.engine === 'cpu') {
    const transferUs = (layer.inputBytes + layer.outputBytes) * vs680.cpu.transferUsPerByte;
    return {
      id: 'engine.cpu',
      rule: 'What the NPU does not take runs on the CPU, with its tensors copied there and back.',
      detail: `costs ${share}, ${inMs(transferUs)} of it for the copies`,
      hint: 'Remove what the reason above names, so that the operator stays on the NPU.',
    };
  }
  if (layer.engine !== 'ppu' || layer.form === 'folded') return undefined;
  return {
    id: 'engine.ppu',
    rule: 'What neither the NN cores nor the tensor processors take runs on the programmable shader.',
    detail: `costs ${share} on the PPU`,
    hint: 'Express it by convolutions, ADD, clips or DEPTH_TO_SPACE, which have engines of their own; npufarm bench orders such changes by what they save.',
  };
}
