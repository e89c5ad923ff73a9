import { open } from 'node:fs/promises';
import { workerData } from 'node:worker_threads';
import type { DocumentOrder } from './document-order.ts';
import { makePdf } from './make-pdf.ts';
import { makeXlsx } from './make-xlsx.ts';

// Makes one document, and ends. Laying out takes seconds: on the main thread nothing else would go on.
const order = workerData as DocumentOrder;
const bytes = await (order.format === 'pdf' ? makePdf(order) : makeXlsx(order));
await using file = await open(order.path, 'wx', 0o600);
await file.writeFile(bytes);
await file.sync();
