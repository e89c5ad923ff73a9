import { PASSWORD, type TestServer } from './start-test-server.ts';

/** The answer to a call of tRPC. */
interface CallAnswer {
  readonly status: number;
  /** The output of a call that succeeded. */
  readonly data: Record<string, unknown>;
  /** Code of a refusal. */
  readonly reason: string | undefined;
  readonly text: string;
}

/** A browser or a program that is logged in. */
export interface TestClient {
  /** Cookies by their names; none for a program. */
  readonly cookies: Map<string, string>;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Calls a procedure that changes something. */
  call(path: string, input?: unknown): Promise<CallAnswer>;
  /** Asks a procedure. */
  ask(path: string, input?: unknown): Promise<CallAnswer>;
  /** Sends a request as this client does. */
  send(path: string, init?: RequestInit): Promise<Response>;
}

/** Logs a program in. */
export async function logInProgram(
  server: TestServer,
  username: string,
  given: { readonly password?: string; readonly from?: string; readonly factor?: string } = {},
): Promise<TestClient> {
  const { password = PASSWORD, from = '127.0.0.1', factor } = given;
  const response = await server.post(
    '/api/auth/login',
    { username, password, ...(factor === undefined ? {} : { factor }) },
    { 'x-forwarded-for': from },
  );
  const answer = (await response.json()) as Record<string, string>;
  if (response.status !== 200) throw new Error(JSON.stringify(answer));
  const accessToken = answer['access_token']!;
  const headers = { authorization: `Bearer ${accessToken}`, 'x-forwarded-for': from };
  return clientOf(server, headers, {
    cookies: new Map(),
    accessToken,
    refreshToken: answer['refresh_token']!,
  });
}

/** Logs a browser in. */
export async function logInBrowser(server: TestServer, username: string): Promise<TestClient> {
  const response = await server.post('/api/session/login', { username, password: PASSWORD });
  if (response.status !== 200) throw new Error(await response.text());
  const cookies = cookiesOf(response);
  return clientOf(server, browserHeaders(cookies), {
    cookies,
    accessToken: cookies.get('__Host-varve-access')!,
    refreshToken: cookies.get('__Host-varve-refresh')!,
  });
}

/** Headers by which a browser sends cookies to its own page's server. */
export function browserHeaders(cookies: ReadonlyMap<string, string>): Record<string, string> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return { cookie, 'sec-fetch-site': 'same-origin' };
}

/** Cookies that an answer sets. */
export function cookiesOf(response: Response): Map<string, string> {
  return new Map(
    response.headers.getSetCookie().map((cookie) => {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      return [name!, value!];
    }),
  );
}

function clientOf(
  server: TestServer,
  headers: Record<string, string>,
  credentials: Pick<TestClient, 'cookies' | 'accessToken' | 'refreshToken'>,
): TestClient {
  const send = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(new URL(path, server.address), {
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string>) },
    });
  return {
    ...credentials,
    send,
    async call(path, input = {}) {
      const headersOfBody = { 'content-type': 'application/json' };
      const body = JSON.stringify(input);
      return answerOf(
        await send(`/trpc/${path}`, { method: 'POST', headers: headersOfBody, body }),
      );
    },
    async ask(path, input = {}) {
      const question = encodeURIComponent(JSON.stringify(input));
      return answerOf(await send(`/trpc/${path}?input=${question}`));
    },
  };
}

async function answerOf(response: Response): Promise<CallAnswer> {
  const text = await response.text();
  const answer = JSON.parse(text) as {
    readonly result?: { readonly data: Record<string, unknown> };
    readonly error?: { readonly data: { readonly reason: string } };
  };
  return {
    status: response.status,
    data: answer.result?.data ?? {},
    reason: answer.error?.data.reason,
    text,
  };
}
