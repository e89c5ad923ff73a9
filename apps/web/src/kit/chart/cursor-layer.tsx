import { useState } from 'react';
import type { PointerEvent } from 'react';
import { clampFraction } from './cursor-after-key.ts';
import { usePlot } from './plot.ts';
import type { Plot } from './plot.ts';

const DRAG_MIN_PIXELS = 6;

interface CursorLayerProps {
  /** Where the cursor points to, as part of the window; null hides it. */
  readonly onPoint: (fraction: number | null) => void;
  readonly onSelect: (first: number, second: number) => void;
}

interface Drag {
  readonly startX: number;
  readonly x: number;
}

/** Takes the pointer over the plot: moving points, dragging selects a stretch of time. */
export function CursorLayer({ onPoint, onSelect }: CursorLayerProps) {
  const plot = usePlot();
  const [drag, setDrag] = useState<Drag | null>(null);
  if (plot === null) return null;
  const fractionOf = (x: number): number => clampFraction((x - plot.x) / plot.width);
  const finish = (): void => {
    if (drag !== null && isDragged(drag)) onSelect(fractionOf(drag.startX), fractionOf(drag.x));
    setDrag(null);
  };
  return (
    <g className="cursor-layer">
      {drag !== null && isDragged(drag) && <SelectedStretch plot={plot} drag={drag} />}
      <rect
        {...plotBox(plot)}
        className="pointer-area"
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const x = pointerX(event, plot);
          setDrag({ startX: x, x });
        }}
        onPointerMove={(event) => {
          const x = pointerX(event, plot);
          onPoint(fractionOf(x));
          if (drag !== null) setDrag({ startX: drag.startX, x });
        }}
        onPointerUp={finish}
        onPointerCancel={() => {
          setDrag(null);
        }}
        onPointerLeave={(event) => {
          if (drag === null && event.pointerType === 'mouse') onPoint(null);
        }}
      />
    </g>
  );
}

const isDragged = ({ startX, x }: Drag): boolean => Math.abs(x - startX) >= DRAG_MIN_PIXELS;

const plotBox = ({ x, y, width, height }: Plot) => ({ x, y, width, height });

function pointerX(event: PointerEvent<SVGRectElement>, plot: Plot): number {
  return plot.x + event.clientX - event.currentTarget.getBoundingClientRect().left;
}

function SelectedStretch({ plot, drag }: { readonly plot: Plot; readonly drag: Drag }) {
  const left = Math.max(plot.x, Math.min(drag.startX, drag.x));
  const right = Math.min(plot.x + plot.width, Math.max(drag.startX, drag.x));
  return (
    <rect
      className="selected-stretch"
      x={left}
      y={plot.y}
      width={Math.max(0, right - left)}
      height={plot.height}
    />
  );
}
