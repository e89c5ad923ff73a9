import { once } from 'node:events';
import { createServer } from 'node:http';
import { Provider, type Configuration } from 'oidc-provider';
import { freePort } from '../../../../test/free-port.ts';

/** Client of the provider that the server of a test is. */
export const CLIENT = { clientId: 'varve', clientSecret: 'a secret of sixteen letters' };

/** A provider of OpenID Connect on loopback that lets everybody in by the name that he types. */
export interface TestProvider extends AsyncDisposable {
  readonly issuer: string;
  /** Times that it was asked for its configuration or its keys. */
  readonly timesAsked: number;
  /** Goes through the provider's pages as a browser of somebody does. @returns the address to which the provider sends it back */
  logIn(address: string, subject: string): Promise<URL>;
  /** Cancels on the provider's page. @returns the address to which the provider sends the browser back */
  cancel(address: string): Promise<URL>;
}

/** Starts a provider. @param redirectUri - where it may send browsers back to */
export async function startOidcProvider(redirectUri: string): Promise<TestProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const configuration: Configuration = {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [redirectUri],
      },
    ],
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    cookies: { keys: ['a key of this test'] },
    findAccount: (_context, subject) => ({ accountId: subject, claims: () => ({ sub: subject }) }),
  };
  const provider = new Provider(issuer, configuration);
  const listener = provider.callback();
  let timesAsked = 0;
  const server = createServer((request, response) => {
    if (/^\/(?:\.well-known\/|jwks)/.test(request.url!)) timesAsked += 1;
    void listener(request, response);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    issuer,
    get timesAsked() {
      return timesAsked;
    },
    async logIn(address, subject) {
      const browser = createBrowser();
      const page = await browser.open(address);
      const consent = await browser.submit(page, {
        prompt: 'login',
        login: subject,
        password: 'x',
      });
      return consent.pathname.startsWith('/interaction')
        ? browser.submit(consent, { prompt: 'consent' })
        : consent;
    },
    async cancel(address) {
      const browser = createBrowser();
      const page = await browser.open(address);
      return browser.open(`${page.href}/abort`);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A browser with cookies, which follows redirects until a page of the provider, or away from it. */
function createBrowser() {
  const cookies = new Map<string, string>();
  const follow = async (url: URL, init: RequestInit): Promise<URL> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      cookies.set(name!, value!);
    }
    const location = response.headers.get('location');
    if (location === null) return url;
    const next = new URL(location, url);
    return next.origin === url.origin ? follow(next, {}) : next;
  };
  return {
    open: (address: string) => follow(new URL(address), {}),
    submit: (page: URL, fields: Record<string, string>) =>
      follow(page, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}
