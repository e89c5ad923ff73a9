import { Session } from 'node:inspector';

/** Ends all threads of this process as a crash would, by way of the inspector: nothing in a historian knows of it. */
export async function endThreads(): Promise<void> {
  const session = new Session();
  session.connect();
  const ended = Promise.withResolvers<void>();
  const expression = 'process.exit(7)';
  const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } });
  session.on('NodeWorker.attachedToWorker', ({ params: { sessionId } }) => {
    session.post('NodeWorker.sendMessageToWorker', { sessionId, message }, () => undefined);
  });
  session.once('NodeWorker.detachedFromWorker', () => ended.resolve());
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, () => undefined);
  await ended.promise;
  session.disconnect();
}
