import type { Worker } from 'node:worker_threads';

const threads = new Set<Worker>();

process.on('worker', (thread: Worker) => {
  threads.add(thread);
  thread.once('exit', () => threads.delete(thread));
});

/** Ends threads of this process wherever they are, as a crash would: nothing in a historian knows of it. @default all */
export async function endThreads(most = Infinity): Promise<void> {
  const chosen = [...threads].slice(0, most);
  await Promise.all(chosen.map((thread) => thread.terminate()));
}
