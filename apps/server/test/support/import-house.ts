import type { ImportPreview, ImportResult, UploadedImport } from '@varve/contract';
import { expect } from 'vitest';
import { startPeopleServer, type Caller, type PeopleServer } from './people-server.ts';

type File = Uint8Array<ArrayBuffer> | string;

/** A server to which files of users are sent, by its admin unless another caller is given. */
export interface ImportHouse extends AsyncDisposable {
  readonly server: PeopleServer;
  readonly admin: Caller;
  send(file: File, headers?: object, kind?: string): Promise<Response>;
  upload(file: File): Promise<UploadedImport>;
  preview(uploaded: UploadedImport, caller?: Caller): Promise<ImportPreview>;
  /** Uploads a file, and writes what its preview accepts. */
  importAll(file: File): Promise<ImportResult & { readonly id: string }>;
  /** User names that have a part in common. */
  usernames(part: string): Promise<string[]>;
}

/** Starts a server for imports. */
export async function startImportHouse(): Promise<ImportHouse> {
  const server = await startPeopleServer();
  const admin = await server.callerAs('admin');
  const send = (file: File, headers: object = admin.headers, kind = 'users') =>
    fetch(`${server.address}/api/imports/${kind}?name=people.csv`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/csv' },
      body: file,
    });
  const upload = async (file: File): Promise<UploadedImport> => {
    const answer = await send(file);
    expect(answer.status).toBe(201);
    return (await answer.json()) as UploadedImport;
  };
  const preview = (uploaded: UploadedImport, caller = admin) =>
    caller.api.users.imports.preview.query(uploaded);
  return {
    server,
    admin,
    send,
    upload,
    preview,
    async importAll(file) {
      const uploaded = await upload(file);
      const { mapping, acceptedCount } = await preview(uploaded);
      const { api } = admin;
      const result = await api.users.imports.write.mutate({ ...uploaded, mapping, acceptedCount });
      return { id: uploaded.id, ...result };
    },
    async usernames(part) {
      const { users } = await admin.api.users.list.query({ search: part, limit: 200 });
      return users.map(({ username }) => username);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
