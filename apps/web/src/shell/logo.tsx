/** Layers of sediment, a light and a dark one a year: a varve. The same drawing as `public/icon.svg`. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <clipPath id="logo-frame">
        <rect width="32" height="32" rx="7" />
      </clipPath>
      <g clipPath="url(#logo-frame)">
        <rect width="32" height="32" fill="#e9dfc9" />
        <path d="M0 9q8-4 16 0t16 0v5q-8 4-16 0t-16 0z" fill="#8c6a43" />
        <path d="M0 17q8-4 16 0t16 0v3q-8 4-16 0t-16 0z" fill="#c79a5b" />
        <path d="M0 23q8-4 16 0t16 0v9H0z" fill="#3f3a36" />
      </g>
    </svg>
  );
}
