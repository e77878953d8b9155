import { vs680 } from '../../../arch/vs680.js';
import type { ConvolutionWork } from '../../../ops/anatomy/work.js';
import { convolutionTerms, tiledConvolutionUs } from '../../convolution-time.js';
import { type Guidance, type Hint, inMs, operatorsOf } from '../guidance.js';

/** Enlarging by TRANSPOSE_CONV, against a convolution at the small size with more channels and DEPTH_TO_SPACE. */
export const transposedConvolution: Hint = ({ priced, totalUs }) =>
  priced.flatMap((one): Guidance[] => {
    const { work, engine, inputBytes, outputBytes } = one.layer;
    const isEnlarging =
      work.kind === 'convolution' && work.form === 'transposed' && work.strideHeight * work.strideWidth > 1;
    if (!isEnlarging || engine === 'cpu') return [];
    const { composition } = vs680;
    const terms = convolutionTerms(denseWork(work), { inputBytes, outputBytes }, vs680.convolution);
    const pixels = work.batch * work.inputHeight * work.inputWidth;
    const denseUs =
      composition.convolution * tiledConvolutionUs(terms) + pixels * composition.convolutionUsPerPixel;
    const insteadUs = denseUs + outputBytes * composition.reorganiseAfterNnUsPerByte;
    return [
      {
        id: 'timing.transposed-convolution',
        rule: 'A transposed convolution rearranges its whole result; a convolution at the small size leaves that to DEPTH_TO_SPACE, which overlaps with it.',
        detail: `TRANSPOSE_CONV costs ${inMs(one.effectiveUs)} of ${inMs(totalUs)}; a convolution of ${denseWork(work).outputChannels} channels and DEPTH_TO_SPACE would cost ${inMs(insteadUs)}`,
        hint: 'Replace it by that pair: the same function where the kernel is a multiple of the stride.',
        gainUs: Math.max(0, Math.round(one.effectiveUs - insteadUs)),
        operators: operatorsOf([one]),
      },
    ];
  });

/** The convolution at the input's size with a channel for each of the pixels that one pixel becomes. */
function denseWork(work: ConvolutionWork): ConvolutionWork {
  const { strideHeight, strideWidth } = work;
  return {
    ...work,
    form: 'dense',
    outputHeight: work.inputHeight,
    outputWidth: work.inputWidth,
    outputChannels: work.outputChannels * strideHeight * strideWidth,
    kernelHeight: Math.ceil(work.kernelHeight / strideHeight),
    kernelWidth: Math.ceil(work.kernelWidth / strideWidth),
    strideHeight: 1,
    strideWidth: 1,
  };
}
