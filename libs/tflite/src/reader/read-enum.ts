import { ModelFormatError } from '../model-format-error.js';

/** The name of an enumeration's value. */
export function readEnum<Name extends string>(value: number, names: readonly Name[], place: string): Name {
  const name = names[value];
  if (name !== undefined) return name;
  throw new ModelFormatError(
    'tflite.enum-out-of-range',
    place,
    `value ${value} is none of ${names.map((known, index) => `${index} ${known}`).join(', ')}`,
    'Export the model with a released converter',
  );
}
