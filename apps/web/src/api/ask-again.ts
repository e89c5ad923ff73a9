import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from './contract.ts';

const TIMEOUT = 408;

/** Whether a question is asked once more: not where the server has refused it, since it would do so again, and each question counts. */
export function askAgain(failures: number, error: Error): boolean {
  return failures < 1 && !isRefusal(error);
}

function isRefusal(error: Error): boolean {
  if (!(error instanceof TRPCClientError)) return false;
  const status = (error as TRPCClientError<AppRouter>).data?.httpStatus ?? 0;
  return status >= 400 && status < 500 && status !== TIMEOUT;
}
