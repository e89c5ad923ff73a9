export {
  type ConvertedColumn,
  convertUnit,
  convertUnitColumn,
  dimensionsOfUnit,
  unitDimensionNames,
  type UnitDimensions,
  type UnitPair,
  unitsAreCompatible,
  unitsOfDimension,
} from './convert-unit.ts';
