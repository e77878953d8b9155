import { type Hint, inMs } from '../guidance.js';

const smallestShare = 0.05;

/** The board compiled the same network into two regimes; the worse one is worth knowing. */
export const badTiling: Hint = ({ totalUs, badlyTiledUs }) => {
  if (badlyTiledUs - totalUs < smallestShare * totalUs) return [];
  return [
    {
      id: 'timing.bad-tiling',
      rule: "The board's compiler may cut a network into tiles that do not stay in SRAM; the same network was seen both ways.",
      detail: `typical is ${inMs(totalUs)}, badly tiled ${inMs(badlyTiledUs)}`,
      hint: 'Fewer channels make it less likely to hurt; nothing in the model chooses the tiles.',
      gainUs: 0,
      operators: [],
    },
  ];
};
