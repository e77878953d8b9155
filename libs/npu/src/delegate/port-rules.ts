/** What a rule about an input or output says, whatever the policy asks for. */
export interface PortRule {
  /** Behind `io.input-` or `io.output-`. */
  readonly id: string;
  readonly rule: string;
  readonly effect: 'refuse' | 'warn';
  readonly hint: string;
}

/** Sources: the 2022 evaluation server's answers; options of TensorFlow's converter, onnx2tf and litert-torch. */
export const portRules = {
  count: {
    id: 'count',
    rule: 'The model has exactly one input and one output.',
    effect: 'refuse',
    hint: 'Export a model with a single input and a single output tensor.',
  },
  dynamic: {
    id: 'dynamic',
    rule: 'Input and output have fixed shapes.',
    effect: 'refuse',
    hint: 'Fix batch, height and width before converting: in Keras `Input((height, width, 3), batch_size=1)`, for a concrete function `tf.TensorSpec` with all sizes, in onnx2tf `-ois NAME:1,3,height,width`.',
  },
  shape: {
    id: 'shape',
    rule: 'Input and output have the shapes of the policy.',
    effect: 'refuse',
    hint: 'Export the model for this picture size; `--policy permissive` judges it at its own.',
  },
  type: {
    id: 'type',
    rule: 'Input and output have the types of the policy.',
    effect: 'refuse',
    hint: 'Name the type to the converter: `inference_input_type`, `inference_output_type` (onnx2tf: `-iqd`, `-oqd`).',
  },
  range: {
    id: 'not-0-255',
    rule: 'Bytes of input and output map linearly to pixels 0..255.',
    effect: 'warn',
    hint: 'Clip to 0..255 as the last operator, and put a pure white and a pure black patch into the calibration set.',
  },
} as const satisfies Readonly<Record<string, PortRule>>;
