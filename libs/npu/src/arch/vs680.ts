/**
 * Coefficients of the VS680 as fitted on the published board timings of June and July 2022.
 *
 * Source: 2022 challenge timing reports; costs at 640x360 and their laws.
 */
export const vs680 = {
  convolution: {
    readUsPerByte: 0.0768e-3,
    writeUsPerByte: 0.0588e-3,
    /** MAC per microsecond with all cores in use. */
    macsPerUs: 2.59e6,
    cores: 22,
    overheadUs: 30,
  },
  addUsPerElement: 2.66e-3,
  multiplyUsPerElement: 1.72e-3,
  copyUsPerByte: 1.21e-3,
  reorganiseUsPerByte: 3500 / 6_220_800,
  clipUsPerElement: 8200 / 6_220_800,
  resizeNearestUsPerElement: 42_800 / 6_220_800,
  resizeBilinearUsPerElement: 3980 / 6_220_800,
  /** Transposes of input and output where the picture comes as NHWC. */
  inputTransposeUsPerByte: 884 / 691_200,
  outputTransposeUsPerByte: 5850 / 6_220_800,
  /** Multiply-accumulates per microsecond of the CPU (assumed one core). */
  cpuMacsPerUs: 9.8e3,
} as const;
