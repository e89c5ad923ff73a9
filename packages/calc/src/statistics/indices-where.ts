/** Numbers from 0 to below `count` of which something holds, ascending. */
export const indicesWhere = (count: number, holds: (index: number) => boolean): Uint32Array => {
  const found: number[] = [];
  for (let i = 0; i < count; i++) if (holds(i)) found.push(i);
  return Uint32Array.from(found);
};
