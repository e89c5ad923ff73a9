export {
  type ConvertedColumn,
  convertUnit,
  convertUnitColumn,
  type UnitPair,
  unitsAreCompatible,
} from './convert-unit.ts';
