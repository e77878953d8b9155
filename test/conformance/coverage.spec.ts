import { describe, expect, it } from 'vitest';
import { operators } from '../../libs/npu/src/ops/index.js';
import { cases } from './cases/index.js';
import { litertBound, litertRefuses } from './litert/litert-bounds.js';
import { subjectOf } from './operator-case.js';

/** Pairs of builtin and type without an exact case, each with the reason. */
const withoutExactCase: Readonly<Record<string, string>> = {
  'DIV INT8': 'always refused: quantised divisions are UINT8',
  'SQUARED_DIFFERENCE UINT8': 'always refused: quantised squared differences are INT8',
  'DEQUANTIZE INT8': 'always refused: a network stays in integers',
  'DEQUANTIZE UINT8': 'always refused: a network stays in integers',
  'DEQUANTIZE FLOAT32': 'always refused: a network stays in integers',
};

/** What an exact case covers: the types of all tensors that its operator computes or is fed. */
const covered = new Set(
  cases.flatMap((operatorCase) => {
    const { builtin, type } = subjectOf(operatorCase);
    const isExact =
      operatorCase.expected !== undefined ||
      (operatorCase.withoutLitert === undefined &&
        litertRefuses[builtin] === undefined &&
        litertBound(builtin, type) === undefined);
    const types = operatorCase.model.tensors
      .filter(({ data }) => data === undefined)
      .map((tensor) => tensor.type);
    return isExact ? types.map((covers) => `${builtin} ${covers}`) : [];
  }),
);

describe('the conformance suite', () => {
  it('holds an exact case for every operator in every type that it takes', () => {
    const wanted = operators.flatMap(({ builtin, types }) => types.map((type) => `${builtin} ${type}`));

    const missing = wanted.filter((pair) => !covered.has(pair) && withoutExactCase[pair] === undefined);

    expect(missing).toEqual([]);
  });

  it('excuses no pair that has an exact case', () => {
    expect(Object.keys(withoutExactCase).filter((pair) => covered.has(pair))).toEqual([]);
  });

  it('has no two cases of one name', () => {
    const names = cases.map(({ name }) => name);

    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});
