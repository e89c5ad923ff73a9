// Functions of Math under the names that formulas have for them; a bundle contains each once.

export const PI: number = Math.PI;
export const abs: (x: number) => number = Math.abs;
export const ceil: (x: number) => number = Math.ceil;
export const cos: (x: number) => number = Math.cos;
export const exp: (x: number) => number = Math.exp;
export const expm1: (x: number) => number = Math.expm1;
export const floor: (x: number) => number = Math.floor;
export const hypot: (...values: number[]) => number = Math.hypot;
export const log: (x: number) => number = Math.log;
export const log10: (x: number) => number = Math.log10;
export const max: (...values: number[]) => number = Math.max;
export const min: (...values: number[]) => number = Math.min;
export const sin: (x: number) => number = Math.sin;
export const sqrt: (x: number) => number = Math.sqrt;
