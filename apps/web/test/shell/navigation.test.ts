import { expect, test } from 'vitest';
import { NAV_GROUPS } from '../../src/session/nav-entry.ts';
import { navigation } from '../../src/shell/navigation.ts';

const MOST_PAGES = 7;

test('a group of the rail has as many pages as can be taken in at once', () => {
  for (const group of NAV_GROUPS) {
    const pages = navigation.filter((entry) => entry.group === group && !entry.isTab);
    expect(pages.length, group).toBeLessThanOrEqual(MOST_PAGES);
  }
});

test('a tab follows a page of its group, which the rail shows in its place', () => {
  const tabs = navigation.filter(({ isTab }) => isTab);
  expect(tabs.map(({ to }) => to)).toEqual(['/roles']);
  for (const tab of tabs) {
    expect(navigation[navigation.indexOf(tab) - 1]).toMatchObject({ group: tab.group });
  }
});
