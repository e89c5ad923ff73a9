import type { FastifyInstance } from 'fastify';
import type { ServerCertificate } from './server-certificate.ts';

/** Gives the certificate of the server's own authority at `/ca.pem`, for browsers to trust; nothing where the user has his own. */
export function authorityRoute(server: FastifyInstance, certificate: ServerCertificate): void {
  if (certificate.authority() === undefined) return;
  server.get('/ca.pem', async (_request, reply) =>
    reply
      .type('application/x-x509-ca-cert')
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="varve-ca.pem"')
      .send(certificate.authority()),
  );
}
