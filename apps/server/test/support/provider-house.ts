import { CLIENT, startOidcProvider, type TestProvider } from './oidc-provider.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';
import { cookiesOf, logInBrowser, type TestClient } from './test-client.ts';

/** Name of the cookie in which a browser keeps its note. */
export const NOTE = '__Host-varve-oidc';

/** A server with a provider by which its users log in. */
export interface ProviderHouse extends AsyncDisposable {
  readonly server: TestServer;
  readonly provider: TestProvider;
  readonly admin: TestClient;
  readonly providerId: string;
  /** Makes a viewer who is somebody at the provider. @returns his id */
  makeLinked(username: string): Promise<string>;
  /** Begins at the server as a browser does, which keeps the note. */
  begin(query?: string, client?: TestClient): Promise<{ to: string; note: string }>;
  /** Comes back from the provider's page: the browser sends lax cookies alone. */
  comeBack(address: URL | string, note: string): Promise<Response>;
  logIn(subject: string, query?: string): Promise<Response>;
}

let lastAddress = 0;
/** Each browser asks from a network of its own. */
function newAddress(): string {
  return `198.51.100.${(lastAddress += 1)}`;
}

/** Starts both. */
export async function startProviderHouse(): Promise<ProviderHouse> {
  const server = await startTestServer({ networks: ['127.0.0.0/8'] });
  const provider = await startOidcProvider(`${server.address}/api/session/oidc/callback`);
  await server.makeUser('root', 'admin');
  const admin = await logInBrowser(server, 'root');
  const { issuer } = provider;
  const { data } = await admin.call('identity.providers.create', {
    name: 'Plant directory',
    issuer,
    ...CLIENT,
  });
  const providerId = data['id'] as string;
  const house: ProviderHouse = {
    server,
    provider,
    admin,
    providerId,
    async makeLinked(username) {
      const userId = await server.makeUser(username);
      const { status } = await admin.call('users.linkIdentity', {
        userId,
        issuer,
        subject: username,
      });
      if (status !== 200) throw new Error(`the link of ${username} was refused: ${status}`);
      return userId;
    },
    async begin(query = '', client) {
      const path = `/api/session/oidc/${providerId}${query}`;
      const init: RequestInit = {
        redirect: 'manual',
        headers: { 'x-forwarded-for': newAddress() },
      };
      const answer =
        client === undefined
          ? await fetch(new URL(path, server.address), init)
          : await client.send(path, init);
      return { to: answer.headers.get('location')!, note: cookiesOf(answer).get(NOTE) ?? '' };
    },
    comeBack: (address, note) =>
      fetch(address, {
        redirect: 'manual',
        headers: {
          cookie: `${NOTE}=${note}`,
          'x-forwarded-for': newAddress(),
          'sec-fetch-site': 'cross-site',
          'sec-fetch-mode': 'navigate',
        },
      }),
    async logIn(subject, query) {
      const { to, note } = await house.begin(query);
      return house.comeBack(await provider.logIn(to, subject), note);
    },
    async [Symbol.asyncDispose]() {
      await provider[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
  return house;
}
