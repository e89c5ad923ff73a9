import { expect, test } from 'vitest';
import { startVarve } from '../../../test/varve-process.ts';

test('a reader that leaves before the end of the output is no error', async () => {
  const varve = startVarve('--help');
  varve.child.stdout!.destroy();
  const { code, stderr } = await varve.ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
