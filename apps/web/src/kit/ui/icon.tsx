const PATHS = {
  bell: 'M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4-1.5 5.5-1.5 5.5h12s-1.5-1.5-1.5-5.5A4.5 4.5 0 0 0 10 3ZM8.3 16a1.8 1.8 0 0 0 3.4 0',
  box: 'M3 6.5 10 3l7 3.5v7L10 17l-7-3.5zM3 6.5l7 3.5 7-3.5M10 10v7',
  check: 'M4 10.5 8 14.5 16 6',
  cross: 'M5 5l10 10M15 5 5 15',
  down: 'M5 8l5 5 5-5',
  eye: 'M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5ZM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  factory: 'M3 17V8l4.5 3V8l4.5 3V3h5v14zM6.5 14h.01M10 14h.01M13.5 14h.01',
  help: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM8 8a2 2 0 1 1 2.8 1.9c-.6.3-.8.6-.8 1.3M10 14h.01',
  home: 'M3 9.5 10 3l7 6.5M5 8v9h10V8M8.5 17v-5h3v5',
  invoice: 'M5 3h10v14l-2-1.5-1.5 1.5-1.5-1.5L8.5 17 7 15.5 5 17zM8 7h4M8 10.5h4',
  lens: 'M3 17v-5M7 17V8M11 17v-3M13 3.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM15.5 9.5 18 12',
  lock: 'M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  logout: 'M8 3H4v14h4M8 10h9M13.5 6.5 17 10l-3.5 3.5',
  more: 'M4.5 9.1a.9.9 0 1 0 0 1.8.9.9 0 0 0 0-1.8ZM10 9.1a.9.9 0 1 0 0 1.8.9.9 0 0 0 0-1.8ZM15.5 9.1a.9.9 0 1 0 0 1.8.9.9 0 0 0 0-1.8Z',
  offline:
    'M3 8a10 10 0 0 1 3-2M9 4.7a10 10 0 0 1 8 3.3M5.5 11a6.5 6.5 0 0 1 2-1.4M11.5 9a6.5 6.5 0 0 1 3 2M10 15h.01M4 3l12 14',
  refresh: 'M16 10a6 6 0 1 1-1.8-4.3M16 3v3.5h-3.5',
  ruler: 'M3 13 13 3l4 4L7 17zM6 10l1.5 1.5M8.5 7.5 10 9M11 5l1.5 1.5',
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM13 13l4 4',
  server: 'M3 4h14v5H3zM3 11h14v5H3zM6 6.5h.01M6 13.5h.01M9 6.5h5M9 13.5h5',
  settings:
    'M3 6h9M15 6h2M3 14h2M8 14h9M13.5 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM6.5 12a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  sort: 'M6 8l4 4 4-4',
  trend: 'M3 3v14h14M5.5 12.5 9 8.5l3 2.5 4.5-6',
  undo: 'M4 8h8.5a4 4 0 0 1 0 8H8M4 8l3.5-3.5M4 8l3.5 3.5',
  up: 'M6 8.5 10 4.5l4 4M10 4.5V12a3 3 0 0 0 3 3h3',
  upper: 'M5 12l5-5 5 5',
  user: 'M10 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM4 17c0-3.5 2.5-5 6-5s6 1.5 6 5',
  warn: 'M10 3.5 17.5 16.5h-15zM10 8v4M10 14.3h.01',
  well: 'M10 3 6 17M10 3l4 14M7.6 11h4.8M8.6 7h2.8M3 17h14',
} as const;

export type IconName = keyof typeof PATHS;

interface IconProps {
  readonly name: IconName;
  /** 16 pixels instead of 20. @default false */
  readonly small?: boolean;
}

/** A line drawing beside a word, hidden from screen readers: the word says it. */
export function Icon({ name, small = false }: IconProps) {
  return (
    <svg className={small ? 'icon icon-small' : 'icon'} viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
