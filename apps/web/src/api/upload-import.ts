import { uploadedImport, type UploadedImport } from '@varve/contract';
import { ROOT_PATH } from '../server-address.ts';
import { askServer } from './client.ts';
import { refusalIn } from './refusal-in.ts';

/** Sends a file that is to be imported. @param kind - of its rows: `users` @throws Error that says why the server refused it */
export async function uploadImport(kind: string, file: File): Promise<UploadedImport> {
  const name = encodeURIComponent(file.name.slice(-200));
  const response = await askServer(`${ROOT_PATH}api/imports/${kind}?name=${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(await file.arrayBuffer()),
  });
  if (!response.ok) throw await refusalIn(response);
  return uploadedImport.parse(await response.json());
}
