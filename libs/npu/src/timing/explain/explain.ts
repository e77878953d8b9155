import { vs680 } from '../../arch/vs680.js';
import type { Program } from '../../binary/program.js';
import { composeLayers } from '../compose.js';
import { type IoLayout, ioTransposes } from '../io-transposes.js';
import { portBytes } from '../port-bytes.js';
import { type Guidance, sumEffectiveUs } from './guidance.js';
import { hints } from './hints/index.js';

/** What makes a program slow on the board and what to do about it, the largest estimated gain first. */
export function explain(program: Program, { layout }: { readonly layout: IoLayout }): readonly Guidance[] {
  const priced = composeLayers(program.layers, vs680, 'typical');
  const transposes = ioTransposes(program.layers, portBytes(program), layout, vs680);
  const totalUs = sumEffectiveUs([...priced, ...transposes]);
  const badUs = sumEffectiveUs([...composeLayers(program.layers, vs680, 'bad'), ...transposes]);
  const network = { priced, transposes, totalUs, badlyTiledUs: Math.max(badUs, totalUs) };
  return hints.flatMap((hint) => hint(network)).toSorted((a, b) => b.gainUs - a.gainUs);
}
