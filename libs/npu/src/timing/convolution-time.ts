import { vs680Hardware } from '../arch/vs680.js';
import type { ConvolutionWork } from '../ops/anatomy/work.js';
import type { ConvolutionCoefficients } from './coefficients.js';

/** The terms of a convolution's listed time; the larger of memory and compute counts. Microseconds. */
export interface ConvolutionTerms {
  readonly readUs: number;
  readonly writeUs: number;
  readonly computeUs: number;
}

/**
 * Prices a convolution on the NN cores.
 *
 * Memory: the input is read and the output written once; where many input channels leave only low tiles, the rows
 * that tiles share are read again. Compute: every core forms one output channel for 64 pixels of a row, so channels
 * come in passes of 22 and columns in tiles of 64. A stride is computed as a space-to-depth with a smaller kernel, a
 * transposed convolution as more channels at the input's resolution.
 */
export function convolutionTerms(
  work: ConvolutionWork,
  bytes: { readonly inputBytes: number; readonly outputBytes: number },
  coefficients: ConvolutionCoefficients,
): ConvolutionTerms {
  const { inputChannels, channelsPerGroup, kernelProducts, passes, tiles } = passesOf(work);
  const { residentChannels, largestReread, productsPerCycle, cyclesPerUs } = vs680Hardware;
  const taller = Math.max(work.kernelHeight, 1) > 1 ? 1 : 0;
  const reread =
    taller *
    Math.min(largestReread, Math.max(0, inputChannels - residentChannels) * coefficients.rereadPerChannel);
  const cyclesPerChannel = Math.ceil(kernelProducts / productsPerCycle);
  const cycles = tiles * passes * channelsPerGroup * cyclesPerChannel;
  return {
    readUs: bytes.inputBytes * coefficients.readUsPerByte * (1 + reread),
    writeUs: bytes.outputBytes * coefficients.writeUsPerByte,
    computeUs: cycles / cyclesPerUs,
  };
}

/** Listed microseconds of a convolution whose tiles stay in SRAM, as most networks' do. */
export function tiledConvolutionUs(terms: ConvolutionTerms): number {
  return Math.max(terms.readUs + terms.writeUs, terms.computeUs);
}

/**
 * Listed microseconds where the compiler tiles badly: every pass takes a time of its own per input channel.
 *
 * Source: 2022 board runs of one network in both regimes (28 to 28 channels: 0.92 and 1.42 ms).
 */
export function untiledConvolutionUs(work: ConvolutionWork, terms: ConvolutionTerms): number {
  const { channelsPerGroup, kernelProducts, passes } = passesOf(work);
  const { untiledPassUs, untiledUsPerChannel, untiledShortestPassUs, untiledPixels } = vs680Hardware;
  const pixels = (work.batch * work.outputHeight * work.outputWidth) / untiledPixels;
  const pass = untiledPassUs + untiledUsPerChannel * channelsPerGroup * (kernelProducts / 9);
  const passUs = passes > 1 ? Math.max(pass, untiledShortestPassUs) : pass;
  return Math.max(tiledConvolutionUs(terms), passes * passUs * pixels);
}

interface Passes {
  readonly inputChannels: number;
  readonly channelsPerGroup: number;
  readonly kernelProducts: number;
  readonly passes: number;
  readonly tiles: number;
}

function passesOf(work: ConvolutionWork): Passes {
  const { nnCores, tileWidth } = vs680Hardware;
  const transposed = work.form === 'transposed';
  const strides = work.strideHeight * work.strideWidth;
  const inputChannels = work.inputChannels * (transposed ? 1 : strides);
  const outputChannels = work.outputChannels * (transposed ? strides : 1);
  const groups = Math.max(1, work.groups);
  const height = transposed ? work.inputHeight : work.outputHeight;
  const width = transposed ? work.inputWidth : work.outputWidth;
  return {
    inputChannels,
    channelsPerGroup: Math.ceil(inputChannels / groups),
    kernelProducts:
      spanOf(work.kernelHeight, work.dilationHeight, work.strideHeight) *
      spanOf(work.kernelWidth, work.dilationWidth, work.strideWidth),
    passes: groups * Math.ceil(outputChannels / groups / nnCores),
    tiles: work.batch * height * Math.ceil(width / tileWidth),
  };
}

/** Rows or columns that a kernel spans, in steps of its stride. */
function spanOf(size: number, dilation: number, stride: number): number {
  return Math.ceil(((size - 1) * dilation + 1) / stride);
}
