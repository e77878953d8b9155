import type { RowTensor } from '../../rows/row-tensor.js';

/** A tensor of the program in memory in full; its rows are the parts that calls make one by one, all at its start. */
export function wholeTensor(position: number, parts = 1): RowTensor {
  return {
    name: `tensor ${position} in memory`,
    geometry: {
      height: parts,
      width: 0,
      pixelElements: 1,
      lead: 0,
      trail: 0,
      overrunBytes: 0,
      borderValue: 0,
    },
    elementBytes: 1,
    whole: position,
  };
}

/** First of `size` things that part `part` of `parts` makes. */
export function partStart(part: number, parts: number, size: number): number {
  return Math.floor((part * size) / parts);
}
