import { vs680 } from '../../../arch/vs680.js';

/** What a memory-bound convolution adds to the runtime, by what it reads and writes: its listed time and its own. */
export function convolutionOfUs(inputBytes: number, outputBytes: number): number {
  const { convolution, composition } = vs680;
  const listedUs = inputBytes * convolution.readUsPerByte + outputBytes * convolution.writeUsPerByte;
  const picture = 3;
  return composition.convolution * listedUs + (inputBytes / picture) * composition.convolutionUsPerPixel;
}
