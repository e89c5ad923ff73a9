import { useEffect, useRef, useState } from 'react';

const UNKNOWN = { width: 0, height: 0 };

/** Room inside an element in CSS pixels, 0 before it is known. */
export function useElementSize() {
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(UNKNOWN);
  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setSize({ width: Math.floor(width), height: Math.floor(height) });
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { element, ...size };
}
