import { useState } from 'react';
import type { Column, RowOrder } from '../../src/kit/table/column.ts';
import { DataTable } from '../../src/kit/table/data-table.tsx';
import { Badge } from '../../src/kit/ui/badge.tsx';
import { Icon } from '../../src/kit/ui/icon.tsx';
import { Menu } from '../../src/kit/ui/menu.tsx';
import { Page } from '../../src/kit/ui/page.tsx';

interface Row {
  readonly name: string;
  readonly samples: number;
}

const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', label: 'Name', cell: ({ name }) => name, isSorted: true },
  { key: 'samples', label: 'Samples', unit: '1/s', isNumber: true, cell: ({ samples }) => samples },
  { key: 'state', label: 'State', cell: () => <Badge kind="solid">posted</Badge> },
];

const ALL = Array.from({ length: 8 }, (_, i) => ({ name: `row-${i + 1}`, samples: 100 * i }));
const PAGE_ROWS = 5;

export function TablePart() {
  const [shown, setShown] = useState(PAGE_ROWS);
  const [order, setOrder] = useState<RowOrder>({ key: 'name', isDescending: false });
  const [done, setDone] = useState('');
  const rows = order.isDescending ? ALL.toReversed() : ALL;
  return (
    <Page title="Table" facts={<span>8 rows</span>}>
      <DataTable
        label="Rows"
        columns={COLUMNS}
        rows={rows.slice(0, shown)}
        keyOf={({ name }) => name}
        linkOf={({ name }) => ({ to: `/rows/${name}` as '/' })}
        order={order}
        onOrder={setOrder}
        more={{
          hasNextPage: shown < ALL.length,
          isFetchingNextPage: false,
          fetchNextPage: () => {
            setShown(ALL.length);
          },
        }}
        actionsOf={({ name }) => (
          <Menu
            label={`Actions of ${name}`}
            items={[
              { label: 'Rename', onSelect: () => setDone(`rename ${name}`) },
              { label: 'Freeze', onSelect: () => setDone(`freeze ${name}`), disabled: true },
              { label: 'Delete', onSelect: () => setDone(`delete ${name}`) },
            ]}
          >
            <Icon name="more" />
          </Menu>
        )}
      />
      <p data-testid="done">{done}</p>
    </Page>
  );
}
