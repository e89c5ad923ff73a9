/** A line of the palette: somewhere to go, or something to choose. */
export interface PaletteItem {
  readonly key: string;
  readonly kind: 'page' | 'tag' | 'preference';
  readonly name: string;
  /** Searched as the name is. */
  readonly description: string;
  readonly run: () => void;
}
