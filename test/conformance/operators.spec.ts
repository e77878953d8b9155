import { afterAll, describe, expect, it, vi } from 'vitest';
import { backends } from './backends.js';
import { cases } from './cases/index.js';
import { litertResultsNear, runCase, runOnLitert } from './check-case.js';
import { litertRefuses } from './litert/litert-bounds.js';
import { Litert } from './litert/litert.js';
import { subjectOf, type OperatorCase } from './operator-case.js';

vi.setConfig({ testTimeout: 120_000 });

const litert = new Litert();
afterAll(() => litert.close());

const isAskedOfLitert = (operatorCase: OperatorCase): boolean =>
  operatorCase.withoutLitert === undefined && litertRefuses[subjectOf(operatorCase).builtin] === undefined;

describe.each(backends)('on $name', (backend) => {
  it.each(cases.filter(({ expected }) => expected !== undefined))(
    '$name gives what was worked out by hand',
    async (operatorCase) => {
      expect(await runCase(operatorCase, backend)).toEqual(operatorCase.expected);
    },
  );

  it.each(cases.filter(isAskedOfLitert))('$name gives what TensorFlow Lite gives', async (operatorCase) => {
    const computed = await runCase(operatorCase, backend);

    const litertResults = await runOnLitert(operatorCase, litert);
    expect(computed).toEqual(litertResultsNear(operatorCase, computed, litertResults));
  });

  it.each(
    cases.filter((operatorCase) => {
      const { builtin, type } = subjectOf(operatorCase);
      return type === 'INT8' && (builtin === 'CONV_2D' || builtin === 'FULLY_CONNECTED');
    }),
  )('$name with builtin rounding equals TensorFlow Lite’s optimised kernels', async (operatorCase) => {
    const computed = await runCase(operatorCase, backend, 'builtin');

    expect(computed).toEqual(await runOnLitert(operatorCase, litert, 'builtin'));
  });
});
