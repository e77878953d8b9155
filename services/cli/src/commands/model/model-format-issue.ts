import type { Issue } from '@npufarm/npu';
import type { ModelFormatError } from '@npufarm/tflite';

/** A file that is no readable model, as the issue of a mapping. */
export function modelFormatIssue({ code, place, detail, hint }: ModelFormatError): Issue {
  return { id: code, rule: 'The file is a complete TFLite model.', detail: `${place}: ${detail}`, hint };
}
