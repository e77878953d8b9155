import type { Reason } from '../../reason.js';
import type { PricedLayer } from '../compose.js';
import type { IoTranspose } from '../io-transposes.js';

/** Advice about a network's runtime, with what following it is estimated to save. */
export interface Guidance extends Reason {
  /** Microseconds of the predicted runtime; 0 where the advice is about what costs nothing, or nobody here can change. */
  readonly gainUs: number;
  /** Operators of the model that it is about. */
  readonly operators: readonly number[];
}

/** What a hint may look at. */
export interface PricedNetwork {
  readonly priced: readonly PricedLayer[];
  readonly transposes: readonly IoTranspose[];
  readonly totalUs: number;
  readonly badlyTiledUs: number;
}

/** A pattern that costs time on the board, and what to do about it. */
export type Hint = (network: PricedNetwork) => readonly Guidance[];

/** Microseconds as milliseconds, for sentences. */
export function inMs(us: number): string {
  return `${(us / 1000).toFixed(1)} ms`;
}

export function sumEffectiveUs(layers: readonly { readonly effectiveUs: number }[]): number {
  return layers.reduce((sum, { effectiveUs }) => sum + effectiveUs, 0);
}

export function operatorsOf(layers: readonly PricedLayer[]): readonly number[] {
  return [...new Set(layers.flatMap(({ layer }) => layer.operators))].toSorted((a, b) => a - b);
}
