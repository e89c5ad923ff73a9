// Units of the field that several areas convert by.

/** Cubic feet in a barrel: 9702 of 1728 in³. */
export const FT3_PER_BBL: number = 9702 / 1728;
/** Square feet in an acre. */
export const FT2_PER_ACRE = 43_560;
/** Seconds in a day. */
export const SECONDS_PER_DAY = 86_400;
/** Zero of the Fahrenheit scale, °R. */
export const RANKINE_OF_0F = 459.67;
