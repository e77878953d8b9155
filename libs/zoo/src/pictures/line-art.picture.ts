import type { RgbPicture } from '@npufarm/scoring';
import { type Canvas, type Colour, finishPicture, newCanvas } from './canvas.js';
import { drawCircle, drawSegment, type Point } from './pen.js';
import { type RandomStream, randomStream } from './random-stream.js';

const paper: Colour = [244, 240, 228];
const inks: readonly Colour[] = [
  [28, 30, 38],
  [142, 34, 30],
  [24, 64, 128],
  [40, 96, 60],
];
const lineHeights = [20, 26, 34, 44, 60];

/** Draws a page of invented writing in five sizes beside rings and a fan of rays: thin strokes on plain paper. */
export function drawLineArt(width: number, height: number): RgbPicture {
  const canvas = newCanvas(width, height, paper);
  const random = randomStream(19_700_101);
  writePage(canvas, random, canvas.width * 0.62);
  drawRings(canvas, [canvas.width * 0.81, canvas.height * 0.27], canvas.height * 0.22);
  drawRays(canvas, [canvas.width * 0.81, canvas.height * 0.74], canvas.height * 0.23);
  return finishPicture(canvas);
}

function writePage(canvas: Canvas, random: RandomStream, right: number): void {
  let top = 40;
  for (let line = 0; top < canvas.height - 100; line += 1) {
    const lineHeight = lineHeights[line % lineHeights.length] as number;
    writeLine(canvas, random, { left: 50, right, top, lineHeight, ink: inks[line % inks.length] as Colour });
    top += lineHeight * 1.6;
  }
}

interface Line {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly lineHeight: number;
  readonly ink: Colour;
}

function writeLine(canvas: Canvas, random: RandomStream, { left, right, top, lineHeight, ink }: Line): void {
  const glyphWidth = lineHeight * 0.5;
  const pen = { width: Math.max(2, lineHeight * 0.09), ink };
  for (let x = left; x + glyphWidth < right; x += glyphWidth * 1.5) {
    if (random() < 0.15) continue;
    const corner = (): Point => [
      x + (glyphWidth * Math.floor(random() * 3)) / 2,
      top + (lineHeight * Math.floor(random() * 3)) / 2,
    ];
    drawSegment(canvas, corner(), corner(), pen);
    drawSegment(canvas, corner(), corner(), pen);
    drawCircle(canvas, [x + glyphWidth / 2, top + lineHeight * (0.25 + random() / 2)], glyphWidth / 2, pen);
  }
}

function drawRings(canvas: Canvas, centre: Point, largest: number): void {
  for (let radius = 14, ring = 0; radius < largest; radius += 9 + ring * 0.9, ring += 1) {
    drawCircle(canvas, centre, radius, { width: 3, ink: inks[ring % inks.length] as Colour });
  }
}

function drawRays(canvas: Canvas, centre: Point, length: number): void {
  const rays = 48;
  for (let ray = 0; ray < rays; ray += 1) {
    const angle = (ray / rays) * 2 * Math.PI;
    const end: Point = [centre[0] + Math.cos(angle) * length, centre[1] + Math.sin(angle) * length];
    drawSegment(canvas, centre, end, { width: 3, ink: inks[0] as Colour });
  }
}
