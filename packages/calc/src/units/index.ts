export {
  type ConvertedColumn,
  convertUnit,
  convertUnitColumn,
  dimensionsOfUnit,
  type UnitDimensions,
  type UnitPair,
  unitsAreCompatible,
} from './convert-unit.ts';
