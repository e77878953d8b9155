import { describe, expect, expectTypeOf, it } from 'vitest';
import { isKnownBuiltin } from './builtin-codes.js';
import { defaultOptions, optionsOf, type OptionsOf } from './builtin-options.js';
import { optionEnums } from './option-enums.js';
import { optionTables, type OptionTable } from './option-tables.js';
import { tensorTypes } from './tensor-types.js';

const enumOf = (kind: string): readonly string[] => optionEnums[kind as keyof typeof optionEnums];

describe('builtin options', () => {
  it('belong to builtins of the schema', () => {
    expect(Object.keys(optionTables).filter((name) => !isKnownBuiltin(name))).toEqual([]);
  });

  it.each(Object.entries<OptionTable>(optionTables))('use every slot of %s once', (_, { fields }) => {
    const slots = Object.values(fields).map(([slot]) => slot);

    expect(new Set(slots).size).toBe(slots.length);
  });

  it('name defaults that their enumeration holds', () => {
    const unknown = Object.values<OptionTable>(optionTables)
      .flatMap(({ fields }) => Object.values(fields))
      .filter(([, kind, value]) => kind in optionEnums && !enumOf(kind).includes(String(value)));

    expect(unknown).toEqual([]);
  });

  it('default to what the schema says', () => {
    expect(defaultOptions('CONV_2D')).toMatchObject({ padding: 'SAME', strideW: 0, dilationWFactor: 1 });
    expect(defaultOptions('ADD')).toEqual({ fusedActivation: 'NONE', potScaleInt16: true });
    expect(defaultOptions('RELU')).toEqual({});
  });

  it('are typed by the builtin that is asked for', () => {
    const operator = { builtin: 'CONV_2D', options: defaultOptions('CONV_2D') };

    expectTypeOf(optionsOf(operator, 'CONV_2D').padding).toEqualTypeOf<'SAME' | 'VALID'>();
    expectTypeOf<OptionsOf<'GATHER'>['batchDims']>().toEqualTypeOf<number>();
    expect(() => optionsOf(operator, 'ADD')).toThrow('Options of ADD asked of an operator that is CONV_2D');
  });
});

describe('tensor types', () => {
  it.each([
    [0, 'FLOAT32'],
    [3, 'UINT8'],
    [9, 'INT8'],
    [17, 'INT4'],
    [18, 'BFLOAT16'],
  ] as const)('%i is %s', (code, name) => {
    expect(tensorTypes[code]).toBe(name);
  });
});
