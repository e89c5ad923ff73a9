import { describe, expect, test } from 'vitest';
import { useJobHouse } from '../../support/job-house.ts';

const used = useJobHouse();

describe('the runs of several tenants', () => {
  test('take turns, however many one of them asks for, and one of a tenant is at work at a time', async () => {
    const { acme, globex } = used.house;
    const { promise: ending, resolve: end } = Promise.withResolvers<void>();
    const began: string[] = [];
    let atWork = 0;
    let mostOfAcme = 0;
    used.work = async ({ tenantId }) => {
      began.push(tenantId === globex.tenantId ? 'globex' : 'acme');
      if (tenantId === globex.tenantId) return '';
      atWork += 1;
      mostOfAcme = Math.max(mostOfAcme, atWork);
      await ending;
      atWork -= 1;
      return '';
    };
    const asked = [];
    for (let count = 0; count < 4; count++) asked.push(await used.request(acme));
    await expect.poll(() => began).toEqual(['acme']);
    const other = await used.request(globex);
    await expect.poll(async () => (await used.runOf(other, globex)).state).toBe('done');
    expect(began).toEqual(['acme', 'globex']);
    end();
    for (const id of asked)
      await expect.poll(async () => (await used.runOf(id)).state).toBe('done');
    expect(mostOfAcme).toBe(1);
    expect(began).toEqual(['acme', 'globex', 'acme', 'acme', 'acme']);
  });
});
