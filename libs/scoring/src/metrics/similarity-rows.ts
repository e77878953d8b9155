import { windowRadius } from './gaussian-window.js';
import type { SamplePlane } from './sample-plane.js';
import { similarityKernels } from './similarity-kernels.js';
import { type SimilarityMemory, similarityMemory } from './similarity-memory.js';

const windowRows = 2 * windowRadius + 1;
const sampleOffsets = Array.from({ length: windowRows }, (_, tap) => tap * Float32Array.BYTES_PER_ELEMENT);

/**
 * Computes the SSIM of every window that lies inside the pictures, row by row.
 *
 * Works on the sum s and the difference d of the two signals, because the four filtered maps s, d, s² and d²
 * hold all that SSIM needs of the five usual ones; s is shifted to lie around zero so that no digits are lost.
 * Shapes: planes [height, width, channels]; `visit` gets rows y = 5..height - 6 with width - 10 pixels each. The
 * array is reused from row to row.
 */
export function visitSimilarityRows(
  hr: SamplePlane,
  sr: SamplePlane,
  visit: (y: number, similarity: Float32Array) => void,
): void {
  const rowSamples = hr.width * hr.channels;
  const layout = similarityMemory(rowSamples, (hr.width - 2 * windowRadius) * hr.channels);
  const { signals, similarity, bytes } = layout;
  const { filterTaps, similarityRow } = similarityKernels(layout.memory);
  const [sum, difference, sumSquared, differenceSquared] = signals;
  const neighbours = sampleOffsets.map((offset) => offset * hr.channels);

  for (let y = 0; y < hr.height; y += 1) {
    readRow(hr.data, sr.data, y * rowSamples, layout);
    for (const { samples, ring } of signals) {
      const taps = neighbours.map((offset) => samples.byteOffset + offset);
      filterTaps(ring[y % windowRows] as number, bytes, ...taps);
    }
    if (y < windowRows - 1) continue;
    for (const { ring, filtered } of signals) {
      filterTaps(filtered, bytes, ...ring.map((_, tap) => ring[(y + 1 + tap) % windowRows] as number));
    }
    similarityRow(
      similarity.byteOffset,
      bytes,
      sum.filtered,
      difference.filtered,
      sumSquared.filtered,
      differenceSquared.filtered,
    );
    visit(y - windowRadius, similarity);
  }
}

function readRow(
  hr: SamplePlane['data'],
  sr: SamplePlane['data'],
  start: number,
  { signals }: SimilarityMemory,
): void {
  const [sums, differences, sumsSquared, differencesSquared] = [
    signals[0].samples,
    signals[1].samples,
    signals[2].samples,
    signals[3].samples,
  ];
  for (let at = 0; at < sums.length; at += 1) {
    const x = hr[start + at] as number;
    const y = sr[start + at] as number;
    const sum = x + y - 255;
    const difference = x - y;
    sums[at] = sum;
    differences[at] = difference;
    sumsSquared[at] = sum * sum;
    differencesSquared[at] = difference * difference;
  }
}
