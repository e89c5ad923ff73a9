import type { DisplayCode, DisplayState } from '@varve/contract';
import type { FastifyInstance } from 'fastify';
import { askDisplayCode, claimDisplay, DISPLAY_CODE_SECONDS } from '../features/displays/index.ts';
import { clearCookie, readCookie, setDisplayClaim } from './session-cookies.ts';
import { atNamed, clientOf, enter, type SessionRouteParts } from './session-routes.ts';

/** Routes by which a screen on a wall gets its code, and then its session. It learns nothing else. */
export function displayRoutes(server: FastifyInstance, parts: SessionRouteParts): void {
  server.post('/api/display/code', async (request, reply): Promise<DisplayCode> => {
    const tenant = await atNamed(parts, request);
    const { code, claim, expiresAtMs } = await tenant.transaction((tx) =>
      askDisplayCode(tx, { clientAddress: request.ip, oldClaim: readCookie(request, 'display') }),
    );
    setDisplayClaim(reply, claim, DISPLAY_CODE_SECONDS);
    return { code, expiresAtMs };
  });
  server.post('/api/display/claim', async (request, reply): Promise<DisplayState> => {
    const claim = readCookie(request, 'display');
    if (claim === undefined) return { state: 'over' };
    const client = clientOf(request, 'display');
    const tenant = await atNamed(parts, request);
    const claimed = await tenant.transaction((tx) => claimDisplay(tx, { claim, client }));
    if (claimed.state === 'waiting') return { state: 'waiting' };
    clearCookie(reply, 'display');
    if (claimed.state === 'in') await enter(parts, reply, claimed.session);
    return { state: claimed.state };
  });
}
