import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { GatewayCode } from '@varve/contract';
import { newRequestId } from './request-ids.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Answers on the bare socket what is no request, or did not come to its end in time: no route hears of it. */
export function tellBrokenRequests(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(answerTo(error.code ?? ''));
  socket.destroy(error);
}

function answerTo(errorCode: string): string {
  const { status, code, message } = refusalOf(errorCode);
  const requestId = newRequestId();
  const body = JSON.stringify({ error: message, code, requestId });
  const headers = {
    ...SECURITY_HEADERS,
    'cache-control': 'no-store',
    'x-request-id': requestId,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

function refusalOf(errorCode: string): { status: number; code: GatewayCode; message: string } {
  switch (errorCode) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, code: 'REQUEST_LATE', message: 'the request did not end in time' };
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, code: 'REQUEST_INVALID', message: 'the headers are too large' };
    default:
      return { status: 400, code: 'REQUEST_INVALID', message: 'this is no request of HTTP' };
  }
}
