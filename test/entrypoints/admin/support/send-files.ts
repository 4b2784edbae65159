import type { StaffCaller } from './admin-stage.ts';

export interface FileForm {
  readonly fields?: Readonly<Record<string, string>>;
  /** By the name of their field. */
  readonly files?: Readonly<Record<string, Buffer>>;
}

/** Sends a form with files as a page of the console would. */
export async function sendFiles(
  url: string,
  caller: StaffCaller,
  path: string,
  { fields = {}, files = {} }: FileForm,
): Promise<Response> {
  const { body } = await caller.call('GET', '/session');
  const form = new FormData();
  form.set('csrf', String(body.csrfToken));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const [name, bytes] of Object.entries(files)) form.set(name, new Blob([new Uint8Array(bytes)]), 'file');
  const headers = { cookie: `__Host-drawbridge-staff=${caller.token()}`, origin: url, 'sec-fetch-site': 'same-origin' };
  return fetch(url + path, { method: 'POST', headers, body: form, redirect: 'manual' });
}
