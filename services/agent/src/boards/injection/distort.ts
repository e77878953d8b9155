import { readFile, writeFile } from 'node:fs/promises';
import type { TimingResult } from '@npufarm/contracts';
import type { BoardPicture } from '../board-work.js';

/** The same result on a clock that is off by a factor; every single run gets a factor of its own. */
export function distortTiming(result: TimingResult, nextFactor: () => number): TimingResult {
  const factor = nextFactor();
  return {
    ...result,
    inferenceUs: result.inferenceUs * factor,
    bylayerSumUs: result.bylayerSumUs * factor,
    byLayer: result.byLayer.map((layer) => ({ ...layer, inferenceUs: layer.inferenceUs * factor })),
    samplesUs: result.samplesUs.map((sampleUs) => sampleUs * nextFactor()),
  };
}

/** Turns every byte of the outputs upside down. */
export async function spoilOutputs(pictures: readonly BoardPicture[]): Promise<void> {
  for (const { path } of pictures) {
    const bytes = await readFile(path);
    await writeFile(
      path,
      bytes.map((byte) => 255 - byte),
    );
  }
}
