import { convertUnit, unitsAreCompatible } from '../../src/units/index.ts';
import type { VectorAdapter, VectorReader } from '../adapter.ts';

/** Site pressure under whatever name the vector gives it, psia. */
function atmosphere(inputs: VectorReader): { readonly atmosphericPressurePsia?: number } {
  const name = inputs.names.find((candidate) => /atm|site|baro/iu.test(candidate));
  if (name === undefined) return {};
  const { value } = convertUnit({
    value: inputs.number(name),
    from: inputs.unit(name),
    to: 'psia',
  });
  return { atmosphericPressurePsia: value };
}

const pair = (inputs: VectorReader): { readonly from: string; readonly to: string } => ({
  from: inputs.has('from') ? inputs.text('from') : inputs.unit('value'),
  to: inputs.text('to'),
});

export const units: VectorAdapter = {
  'units.convert': (inputs) => ({
    value: convertUnit({ value: inputs.number('value'), ...pair(inputs), ...atmosphere(inputs) })
      .value,
  }),
  'units.compatible': (inputs) => ({ compatible: unitsAreCompatible(pair(inputs)) }),
};
