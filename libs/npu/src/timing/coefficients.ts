/**
 * What the timing model knows about a board, beyond its hardware: rates and overlaps, fitted or read off.
 *
 * Microseconds throughout. `Listed` is what the board's profile shows for a layer; layers overlap, so that the
 * runtime of the network is composed from them by `CompositionCoefficients`.
 */
export interface TimingCoefficients {
  readonly convolution: ConvolutionCoefficients;
  readonly composition: CompositionCoefficients;
  readonly rates: LayerRates;
  readonly cpu: CpuCoefficients;
}

/** Listed time of a convolution on the NN cores: the larger of memory and compute time. */
export interface ConvolutionCoefficients {
  readonly readUsPerByte: number;
  readonly writeUsPerByte: number;
  /** Input channels beyond `residentChannels` make the tiles lower: this share of the input is read again, per channel. */
  readonly rereadPerChannel: number;
}

/** How listed layers overlap; each is the share of a listed time, or the time, that the network's runtime grows by. */
export interface CompositionCoefficients {
  /** Of the listed time of a convolution. */
  readonly convolution: number;
  /** Of every convolution whose tiles stay in SRAM between layers; the profile does not list it. */
  readonly convolutionUsPerPixel: number;
  /** Of the listed time of a copy; copies run on the tensor processors beside the NN cores. */
  readonly copy: number;
  /** Of the listed time of a resize; resizes run on the programmable shader. */
  readonly resize: number;
  /** A depth-to-space behind the NN cores. */
  readonly reorganiseAfterNnUsPerByte: number;
  /** The same behind the tensor processors. */
  readonly reorganiseAfterTpUsPerByte: number;
  /** Of the listed time of an activation that feeds a depth-to-space. */
  readonly activationBeforeReorganise: number;
  /** What the depth-to-space behind the NN cores costs more when tiles do not stay in SRAM. */
  readonly untiledReorganiseUsPerByte: number;
  /** Transposing the output from NCHW to NHWC. */
  readonly outputTransposeUsPerByte: number;
  /** Transposing an input that more than one convolution reads. */
  readonly inputTransposeUsPerByte: number;
}

/** Listed microseconds per element or byte of layers with a linear law. */
export interface LayerRates {
  readonly addUsPerElement: number;
  readonly multiplyUsPerElement: number;
  readonly shaderUsPerElement: number;
  readonly foldedAddUsPerElement: number;
  readonly foldedClipUsPerElement: number;
  readonly copyUsPerByte: number;
  readonly reorganiseUsPerByte: number;
  readonly transposeUsPerByte: number;
  readonly activationUsPerElement: number;
  readonly leakyUsPerElement: number;
  readonly softmaxUsPerElement: number;
  readonly resizeBilinearUsPerElement: number;
  readonly resizeNearestUsPerElement: number;
  readonly poolUsPerByte: number;
  readonly globalPoolUsPerByte: number;
  readonly fullyConnectedUsPerWeightByte: number;
  readonly offNnUsPerMac: number;
}

/** Time of the whole network on the board's CPU. */
export interface CpuCoefficients {
  readonly usPerMac: number;
  /** Per element that any operator writes. */
  readonly usPerElement: number;
  /** Between the CPU's and the NPU's memory, both ways. */
  readonly transferUsPerByte: number;
}

/**
 * How the layers of a profile add up to the runtime of a network from 640x360 to full HD. Shares of listed times, or
 * microseconds.
 */
export interface CompositionLaw {
  /** Share of the convolutions. */
  readonly convolution: number;
  /** Per convolution whose tiles stay in SRAM. */
  readonly perConvolutionUs: number;
  readonly copy: number;
  readonly resize: number;
  readonly reorganiseAfterNnUs: number;
  readonly reorganiseAfterTpUs: number;
  readonly activationBefore: number;
  /** More for the depth-to-space behind the NN cores where tiles do not stay in SRAM. */
  readonly untiledReorganiseUs: number;
  readonly inputTransposeUs: number;
}
