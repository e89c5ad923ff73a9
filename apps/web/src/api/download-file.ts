import { download } from '../kit/download.ts';
import { ROOT_PATH } from '../server-address.ts';
import { askServer } from './client.ts';
import { refusalIn } from './refusal-in.ts';

/** Gets a file of the server, as the session may, and gives it to the browser to keep. @throws Error that says why the server refused it */
export async function downloadFile(path: string): Promise<void> {
  const answer = await askServer(ROOT_PATH + path, {}, 'head');
  if (!answer.ok) throw await refusalIn(answer);
  const name = /filename="([\w.-]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  download(name ?? '', await answer.blob());
}
