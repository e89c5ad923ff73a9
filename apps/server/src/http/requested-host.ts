import type { FastifyRequest } from 'fastify';

/** The name and port that a request asks for, as HTTP/1.1 or HTTP/2 has it; forwarded ones do not count. */
export function requestedHost({ headers }: FastifyRequest): string | undefined {
  const { ':authority': authority } = headers as { ':authority'?: string };
  return authority ?? headers.host;
}
