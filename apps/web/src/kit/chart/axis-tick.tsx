import type { YAxisTickContentProps } from 'recharts';
import { useLanguage } from '../i18n/language-context.ts';
import type { NumberFormat } from '../format/number-format.ts';
import type { UnitAxis } from './unit-axes.ts';

const CHARACTER_WIDTH = 7;
const WIDTH_MIN = 40;
const LABEL_MAX = 13;

interface AxisTickProps {
  readonly axis: UnitAxis;
  /** Colour class where the axis belongs to a single series. */
  readonly slotClass: string;
  readonly tick: YAxisTickContentProps;
}

/** A label of a value axis; the highest carries the unit above it. */
export function AxisTick({ axis, slotClass, tick }: AxisTickProps) {
  const { formats } = useLanguage();
  const { x, y, textAnchor, index } = tick;
  const highest = index === axis.ticks.length - 1;
  const anchor = { x, textAnchor, className: `axis-text ${slotClass}` };
  return (
    <g>
      <text {...anchor} y={y} dy="0.32em">
        {tickText(axis, axis.ticks[index]!, formats.number)}
      </text>
      {highest && axis.unit !== '' && (
        <text {...anchor} y={Number(y) - 16} className={`axis-unit ${slotClass}`}>
          {axis.unit}
        </text>
      )}
    </g>
  );
}

/** The label of a tick: a state's, cut where it is long, or a number with the digits that tell it from its neighbours. */
export function tickText(axis: UnitAxis, value: number, number: NumberFormat): string {
  const state = axis.states[value];
  if (state !== undefined) {
    return state.length > LABEL_MAX ? `${state.slice(0, LABEL_MAX - 1)}…` : state;
  }
  const { decimals, exponentDigits } = axis;
  if (exponentDigits === null) return number.fixed(value, decimals);
  return value === 0 ? number.integer(0) : number.scientific(value, exponentDigits);
}

/** Room that the labels of an axis take. */
export function axisWidth(axis: UnitAxis, number: NumberFormat): number {
  const longest = Math.max(
    axis.unit.length,
    ...axis.ticks.map((value) => tickText(axis, value, number).length),
  );
  return Math.max(WIDTH_MIN, longest * CHARACTER_WIDTH + 14);
}
