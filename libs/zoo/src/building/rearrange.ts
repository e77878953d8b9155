import { type Values, valueAt, valuesOf } from './values.js';

/** Moves channels to places: the inverse of `spaceToDepth`. */
export function depthToSpace(values: Values, block: number): Values {
  const channels = values.channels / block ** 2;
  return valuesOf(values.height * block, values.width * block, channels, (row, column, channel) =>
    valueAt(
      values,
      Math.floor(row / block),
      Math.floor(column / block),
      ((row % block) * block + (column % block)) * channels + channel,
    ),
  );
}

/** Moves the places of a block to channels. */
export function spaceToDepth(values: Values, block: number): Values {
  const { height, width, channels } = values;
  return valuesOf(height / block, width / block, channels * block ** 2, (row, column, channel) => {
    const place = Math.floor(channel / channels);
    return valueAt(
      values,
      row * block + Math.floor(place / block),
      column * block + (place % block),
      channel % channels,
    );
  });
}

/** Joins channels. */
export function concatenate(operands: readonly Values[]): Values {
  const [first] = operands;
  if (first === undefined) throw new TypeError('a concatenation joins at least one tensor');
  const sources = operands.flatMap((values) =>
    Array.from({ length: values.channels }, (_, channel) => ({ values, channel })),
  );
  return valuesOf(first.height, first.width, sources.length, (row, column, channel) => {
    const source = sources[channel] as (typeof sources)[number];
    return valueAt(source.values, row, column, source.channel);
  });
}

/** Takes some channels. */
export function takeChannels(values: Values, start: number, count: number): Values {
  return valuesOf(values.height, values.width, count, (row, column, channel) =>
    valueAt(values, row, column, start + channel),
  );
}

/** Enlarges by repeating places. */
export function repeatPlaces(values: Values, factor: number): Values {
  return valuesOf(values.height * factor, values.width * factor, values.channels, (row, column, channel) =>
    valueAt(values, Math.floor(row / factor), Math.floor(column / factor), channel),
  );
}

/** Joins two tensors place by place; one channel counts for all. */
export function combine(a: Values, b: Values, join: (left: number, right: number) => number): Values {
  return valuesOf(a.height, a.width, a.channels, (row, column, channel) =>
    join(valueAt(a, row, column, channel), valueAt(b, row, column, b.channels === 1 ? 0 : channel)),
  );
}
