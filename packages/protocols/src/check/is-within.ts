/** Whether a key has a whole number in a range, or is not there: its default is right. */
export function isWithin(value: number | undefined, low: number, high: number): boolean {
  return value === undefined || (Number.isInteger(value) && value >= low && value <= high);
}
