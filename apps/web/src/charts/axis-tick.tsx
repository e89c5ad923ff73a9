import type { YAxisTickContentProps } from 'recharts';
import { useLanguage } from '../i18n/language-context.ts';
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
  const { x, y, textAnchor, payload, index } = tick;
  const highest = index === axis.ticks.length - 1;
  const anchor = { x, textAnchor, className: `axis-text ${slotClass}` };
  return (
    <g>
      <text {...anchor} y={y} dy="0.32em">
        {tickText(axis, Number(payload.value), formats.number.fixed)}
      </text>
      {highest && axis.unit !== '' && (
        <text {...anchor} y={Number(y) - 16} className={`axis-unit ${slotClass}`}>
          {axis.unit}
        </text>
      )}
    </g>
  );
}

type WriteNumber = (value: number, decimals: number) => string;

function tickText(axis: UnitAxis, value: number, write: WriteNumber): string {
  const text = axis.states[value] ?? write(value, axis.decimals);
  return text.length > LABEL_MAX ? `${text.slice(0, LABEL_MAX - 1)}…` : text;
}

/** Room that the labels of an axis take. */
export function axisWidth(axis: UnitAxis, write: WriteNumber): number {
  const longest = Math.max(
    axis.unit.length,
    ...axis.ticks.map((value) => tickText(axis, value, write).length),
  );
  return Math.max(WIDTH_MIN, longest * CHARACTER_WIDTH + 14);
}
