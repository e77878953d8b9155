/**
 * How far the timing model was off, in percent of the measured runtime.
 *
 * What `npm run calibrate` prints for the facts in libs/npu/calibration; a test holds these numbers to it.
 */
export const timingErrors = {
  era: '2022-06/07',
  /** Mean error over topologies, each predicted by a fit that had not seen it. */
  leaveOneTopologyOut: 2.2,
  /** Mean error over the topologies of the fit. */
  inSample: 2.2,
  /** Nine of ten networks of unseen topologies lie within; wider than the cases at hand ask for. */
  ninetyPercentWithin: 12,
  /** What the badly tiled runtime may be off upwards. */
  badTilingWithin: 5,
  /** The claim where a layer's cost was never seen on the board; a judgement, not a fit. */
  assumedWithin: 60,
  /** Nineteen of twenty runs lie within, when the layers' times are given; cross-validated by team. */
  compositionWithin: { nchw: 16, nhwc: 12 },
} as const;
