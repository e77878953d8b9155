import { describe, expect, it } from 'vitest';
import { refuseNonModel } from './upload-refusals.js';

const modelHead = Buffer.from('\x1c\0\0\0TFL3\0\0', 'latin1');

describe('refuseNonModel', () => {
  it('lets everything through that calls itself a model', () => {
    expect(() => refuseNonModel('m.tflite', { bytes: 10, head: modelHead })).not.toThrow();
  });

  it('says that a file is empty', () => {
    expect(() => refuseNonModel('m.tflite', { bytes: 0, head: Buffer.alloc(0) })).toThrow(
      '"m.tflite" is empty',
    );
  });

  it('says what is missing in a file that is no model, also in one shorter than the identifier', () => {
    expect(() => refuseNonModel('m.onnx', { bytes: 3, head: Buffer.from('abc') })).toThrow(
      'the identifier "TFL3" is missing at byte 4',
    );
  });
});
