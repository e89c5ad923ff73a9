/** Whether a key's value is a whole number in a range, or is left out for its default. */
export function isWithin(value: number | undefined, low: number, high: number): boolean {
  return value === undefined || (Number.isInteger(value) && value >= low && value <= high);
}
