import type { Canvas, Colour } from './canvas.js';

/** A place on a canvas, in its pixels. */
export type Point = readonly [x: number, y: number];

/** What a line is drawn with; the width is in canvas pixels. */
export interface Pen {
  readonly width: number;
  readonly ink: Colour;
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Draws a straight line with round ends. */
export function drawSegment(canvas: Canvas, from: Point, to: Point, pen: Pen): void {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const lengthSquared = dx * dx + dy * dy || 1;
  const box: Box = [
    Math.min(from[0], to[0]),
    Math.min(from[1], to[1]),
    Math.max(from[0], to[0]),
    Math.max(from[1], to[1]),
  ];
  stroke(canvas, box, pen, (x, y) => {
    const along = ((x - from[0]) * dx + (y - from[1]) * dy) / lengthSquared;
    const share = Math.min(1, Math.max(0, along));
    return Math.sqrt((x - from[0] - share * dx) ** 2 + (y - from[1] - share * dy) ** 2);
  });
}

/** Draws a circle's outline. */
export function drawCircle(canvas: Canvas, [cx, cy]: Point, radius: number, pen: Pen): void {
  stroke(canvas, [cx - radius, cy - radius, cx + radius, cy + radius], pen, (x, y) =>
    Math.abs(Math.sqrt((x - cx) ** 2 + (y - cy) ** 2) - radius),
  );
}

function stroke(
  { width, height, data }: Canvas,
  [left, top, right, bottom]: Box,
  pen: Pen,
  distance: (x: number, y: number) => number,
): void {
  const reach = pen.width / 2;
  for (let y = Math.max(0, Math.floor(top - reach)); y < Math.min(height, bottom + reach + 1); y += 1) {
    for (let x = Math.max(0, Math.floor(left - reach)); x < Math.min(width, right + reach + 1); x += 1) {
      if (distance(x, y) <= reach) data.set(pen.ink, (y * width + x) * 3);
    }
  }
}
