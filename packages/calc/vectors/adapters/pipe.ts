import * as calc from '../../src/pipes/index.ts';
import { convertUnit } from '../../src/units/index.ts';
import type { VectorAdapter, VectorFunction, VectorReader } from '../adapter.ts';

const { NaN: NONE } = Number;

/** A number under the first of its names that the vector has, in the unit that the package takes. */
function read(inputs: VectorReader, names: string, unit = '', fallback = NONE): number {
  const name = names.split(' ').find((candidate) => inputs.has(candidate));
  if (name === undefined) return fallback;
  const of = inputs.unit(name);
  if (unit === '' || of === unit || of === '1') return inputs.number(name);
  return convertUnit({ value: inputs.number(name), from: of, to: unit }).value;
}

const flowState = (inputs: VectorReader): calc.PipeFlowState => ({
  reynoldsNumber: read(inputs, 'Re re'),
  relativeRoughness: read(inputs, 'relative_roughness eD rel_roughness', '', 0),
});

const friction =
  (formula: (flow: calc.PipeFlowState) => { readonly value: number }): VectorFunction =>
  (inputs) => {
    const { value } = formula(flowState(inputs));
    return { f_darcy: value, f_fanning: calc.fanningFromDarcy(value).value };
  };

const reynolds: VectorFunction = (inputs) => ({
  Re: calc.reynoldsNumber({
    densityKgM3: read(inputs, 'rho', 'kg/m3'),
    velocityMS: read(inputs, 'v velocity', 'm/s'),
    insideDiameterM: read(inputs, 'd id D', 'm'),
    viscosityPaS: read(inputs, 'mu', 'Pa.s'),
  }).value,
});

/** Rate, from the velocity where the vector gives that. */
function rateM3S(inputs: VectorReader, insideDiameterM: number): number {
  const velocity = read(inputs, 'v velocity', 'm/s');
  if (Number.isNaN(velocity)) return read(inputs, 'q Q rate', 'm3/s');
  return (velocity * Math.PI * insideDiameterM ** 2) / 4;
}

function lineDrop(inputs: VectorReader): calc.LineDrop {
  const insideDiameterM = read(inputs, 'd id D', 'm');
  return calc.darcyWeisbachDrop({
    densityKgM3: read(inputs, 'rho', 'kg/m3'),
    viscosityPaS: read(inputs, 'mu', 'Pa.s'),
    insideDiameterM,
    lengthM: read(inputs, 'length L', 'm'),
    roughnessM: read(inputs, 'roughness eps', 'm', 0),
    rateM3S: rateM3S(inputs, insideDiameterM),
    fittingsK: read(inputs, 'K k fittings', '', 0),
    elevationGainM: read(inputs, 'dz elevation dh', 'm', 0),
  });
}

const darcyWeisbach: VectorFunction = (inputs) => {
  const drop = lineDrop(inputs);
  return {
    Re: drop.reynoldsNumber,
    f_darcy: drop.frictionFactorDarcy,
    dp: drop.pressureDropPa,
    v: drop.velocityMS,
  };
};

const darcyWeisbachField: VectorFunction = (inputs) => {
  const drop = lineDrop(inputs);
  return {
    Re: drop.reynoldsNumber,
    f_darcy: drop.frictionFactorDarcy,
    dp: convertUnit({ value: drop.pressureDropPa, from: 'Pa', to: 'psi' }).value,
    v: convertUnit({ value: drop.velocityMS, from: 'm/s', to: 'ft/s' }).value,
  };
};

const gasLine = (inputs: VectorReader) => ({
  inletPressurePa: read(inputs, 'P1 p1', 'Pa'),
  outletPressurePa: read(inputs, 'P2 p2', 'Pa'),
  lengthM: read(inputs, 'L length', 'm'),
  insideDiameterM: read(inputs, 'D d id', 'm'),
  gasGravity: read(inputs, 'SG gas_sg sg'),
  temperatureK: read(inputs, 'Tavg T', 'K'),
  zFactor: read(inputs, 'Zavg z Z', '', 1),
  baseTemperatureK: read(inputs, 'Ts Tb', 'K', 288.7),
  basePressurePa: read(inputs, 'Ps pb Pb', 'Pa', 101_325),
  efficiency: read(inputs, 'E e efficiency', '', 1),
  viscosityPaS: read(inputs, 'mu', 'Pa.s', 1.1e-5),
  rateM3S: read(inputs, 'q Q', 'm3/s'),
});

/** The rate, or the pressure that the vector does not give. */
const gasLineOf =
  (equation: calc.GasLineEquation, rateUnit: string, pressureUnit: string): VectorFunction =>
  (inputs) => {
    const line = { ...gasLine(inputs), equation };
    const pressure = (value: number): number =>
      convertUnit({ value, from: 'Pa', to: pressureUnit }).value;
    if (Number.isNaN(line.outletPressurePa)) {
      const value = pressure(calc.gasLineOutletPressure(line).value);
      return { P2: value, p2: value };
    }
    if (Number.isNaN(line.inletPressurePa)) {
      const value = pressure(calc.gasLineInletPressure(line).value);
      return { P1: value, p1: value };
    }
    const rate = calc.gasLineRate(line).value;
    return { q: convertUnit({ value: rate, from: 'm3/s', to: rateUnit }).value };
  };

const agaOf =
  (rateUnit: string): VectorFunction =>
  (inputs) => {
    const aga = calc.agaGasLineRate({
      ...gasLine(inputs),
      roughnessM: read(inputs, 'roughness eps', 'm', 1.8e-5),
      dragFactor: read(inputs, 'drag_factor Df', '', 0.96),
    });
    return {
      q: convertUnit({ value: aga.rateM3S, from: 'm3/s', to: rateUnit }).value,
      F: aga.transmissionFactor,
      Re: aga.reynoldsNumber,
    };
  };

const compression = (inputs: VectorReader): calc.GasCompression => ({
  inletPressurePa: read(inputs, 'P1 p1', 'Pa'),
  outletPressurePa: read(inputs, 'P2 p2', 'Pa'),
  inletTemperatureK: read(inputs, 'T1 T', 'K'),
  heatCapacityRatio: read(inputs, 'k', '', 1.4),
  efficiency: read(inputs, 'eta', '', 1),
});

const frictions: VectorAdapter = {
  'pipe.friction.colebrook': friction(calc.colebrookFrictionFactor),
  'pipe.friction.haaland': friction(calc.haalandFrictionFactor),
  'pipe.friction.swameeJain': friction(calc.swameeJainFrictionFactor),
  'pipe.friction.chen': friction(calc.chenFrictionFactor),
  'pipe.friction.churchill1977': friction(calc.churchillFrictionFactor),
  'pipe.friction.churchill': friction(calc.churchillFrictionFactor),
  'pipe.friction.serghide': friction(calc.serghidesFrictionFactor),
  'pipe.friction.laminar': friction((flow) => calc.laminarFrictionFactor(flow.reynoldsNumber)),
  'pipe.friction.blasius': friction((flow) => calc.blasiusFrictionFactor(flow.reynoldsNumber)),
  'pipe.friction.darcy': friction(calc.darcyFrictionFactor),
  'pipe.friction.darcyToFanning': (i) => ({
    f_fanning: calc.fanningFromDarcy(i.number('f_darcy')).value,
  }),
  'pipe.friction.fanningToDarcy': (i) => ({
    f_darcy: calc.darcyFromFanning(i.number('f_fanning')).value,
  }),
};

const gasLines: VectorAdapter = {
  'pipe.gas.weymouth': gasLineOf('weymouth', 'm3/s', 'Pa'),
  'pipe.gas.panhandleA': gasLineOf('panhandle-a', 'm3/s', 'Pa'),
  'pipe.gas.panhandleB': gasLineOf('panhandle-b', 'm3/s', 'Pa'),
  'pipe.gas.weymouthField': gasLineOf('weymouth', 'Mscf/d', 'psia'),
  'pipe.gas.panhandleAField': gasLineOf('panhandle-a', 'Mscf/d', 'psia'),
  'pipe.gas.panhandleBField': gasLineOf('panhandle-b', 'Mscf/d', 'psia'),
  'pipe.gas.aga': agaOf('m3/s'),
  'pipe.gas.agaField': agaOf('Mscf/d'),
};

export const pipe: VectorAdapter = {
  ...frictions,
  ...gasLines,
  'pipe.reynolds.si': reynolds,
  'pipe.reynolds.fieldUnits': reynolds,
  'pipe.darcyWeisbach.si': darcyWeisbach,
  'pipe.darcyWeisbach.fieldUnits': darcyWeisbachField,
  'pipe.darcyWeisbach.field': darcyWeisbachField,
  'pipe.erosionalVelocity': (i) => ({
    v: calc.erosionalVelocity({
      mixtureDensityLbFt3: read(i, 'rho_mix rho', 'lb/ft3'),
      erosionConstant: read(i, 'C c', '', 100),
    }).value,
  }),
  'pipe.gas.isentropicCompressionWork': (i) => ({
    dH: calc.isentropicCompressionWork(compression(i)).value,
  }),
  'pipe.gas.isentropicOutletTemperature': (i) => ({
    T2: calc.compressionOutletTemperature(compression(i)).value,
  }),
  'pipe.gas.isothermalCompressionWork': (i) => ({
    dH: calc.isothermalCompressionWork({
      inletPressurePa: read(i, 'P1 p1', 'Pa'),
      outletPressurePa: read(i, 'P2 p2', 'Pa'),
      temperatureK: read(i, 'T T1', 'K'),
      zFactor: read(i, 'Z z', '', 1),
    }).value,
  }),
};
