import type { RgbPicture } from '@npufarm/scoring';
import { type Canvas, type Colour, finishPicture, newCanvas } from './canvas.js';
import { type RandomStream, randomStream } from './random-stream.js';
import { valueNoise } from './value-noise.js';

const leafCount = 2600;
const smallestRadius = 9;
const largestRadius = 320;

const palette: readonly Colour[] = [
  [58, 84, 43],
  [112, 128, 62],
  [176, 142, 74],
  [134, 74, 42],
  [72, 58, 52],
  [196, 184, 158],
  [92, 118, 140],
  [38, 48, 62],
  [168, 60, 48],
  [214, 200, 96],
];

interface Leaf {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Direction of the leaf's long axis, a unit vector. */
  readonly axis: readonly [number, number];
  /** Length across the long axis over length along it. */
  readonly narrowness: number;
  readonly colour: Colour;
  readonly veinSpacing: number;
  readonly grain: number;
  readonly seed: number;
}

/**
 * Draws overlapping leaves of all sizes with veins and grain, the statistics of natural pictures in small.
 *
 * Source of the model: Lee, Mumford and Huang, Occlusion Models for Natural Images.
 */
export function drawDeadLeaves(width: number, height: number): RgbPicture {
  const canvas = newCanvas(width, height, [48, 44, 40]);
  const random = randomStream(20_210_601);
  const leaves = Array.from({ length: leafCount }, (_, index) => fallenLeaf(random, canvas, index));
  for (const leaf of leaves) drawLeaf(canvas, leaf);
  return finishPicture(canvas);
}

function fallenLeaf(random: RandomStream, { width, height }: Canvas, index: number): Leaf {
  // Radii with density r^-3: as many large leaves as small ones per area covered.
  const radius = smallestRadius / Math.sqrt(1 - random() * (1 - (smallestRadius / largestRadius) ** 2));
  const [u, v] = [random() - 0.5, random() - 0.5];
  const length = Math.hypot(u, v);
  const shade = 0.75 + 0.5 * random();
  const base = palette[Math.floor(random() * palette.length)] as Colour;
  return {
    x: random() * width,
    y: random() * height,
    radius,
    axis: [u / length, v / length],
    narrowness: 0.4 + 0.6 * random(),
    colour: [base[0] * shade, base[1] * shade, base[2] * shade],
    veinSpacing: 8 + 18 * random(),
    grain: 6 + 26 * random(),
    seed: index,
  };
}

function drawLeaf({ width, height, data }: Canvas, leaf: Leaf): void {
  const [left, right] = clippedRange(leaf.x, leaf.radius, width);
  const [top, bottom] = clippedRange(leaf.y, leaf.radius, height);
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const along = (x - leaf.x) * leaf.axis[0] + (y - leaf.y) * leaf.axis[1];
      const across = (y - leaf.y) * leaf.axis[0] - (x - leaf.x) * leaf.axis[1];
      const distance = Math.sqrt(along ** 2 + (across / leaf.narrowness) ** 2) / leaf.radius;
      if (distance > 1) continue;
      const light = brightness(leaf, along, across, distance);
      const at = (y * width + x) * 3;
      data[at] = leaf.colour[0] + light;
      data[at + 1] = leaf.colour[1] + light;
      data[at + 2] = leaf.colour[2] + light;
    }
  }
}

function clippedRange(centre: number, radius: number, size: number): readonly [number, number] {
  return [Math.max(0, Math.floor(centre - radius)), Math.min(size, Math.ceil(centre + radius))];
}

function brightness(leaf: Leaf, along: number, across: number, distance: number): number {
  const vein = triangle((along + Math.abs(across) * 0.8) / leaf.veinSpacing);
  const rib = Math.abs(across) < 1.5 + leaf.radius * 0.015 ? 26 : 0;
  const grain =
    valueNoise(along / 6, across / 6, leaf.seed) + 0.5 * valueNoise(along / 3, across / 3, leaf.seed);
  return rib + (vein > 0.8 ? 14 : 0) + leaf.grain * (grain - 0.75) - 30 * distance * distance;
}

/** A wave between 0 and 1 of period 1. */
function triangle(position: number): number {
  return Math.abs(2 * (position - Math.floor(position)) - 1);
}
