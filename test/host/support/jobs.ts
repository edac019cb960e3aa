import type { World } from '../../../tools/world/world.ts';

/** Makes a job with so many files, without n8n, and puts it into a status. @returns its id */
export async function jobWithFiles(
	{ sandbox }: Pick<World, 'sandbox'>,
	count: number,
	status: string,
): Promise<number> {
	const { brightRiver } = sandbox;
	const { clientToken, sessionToken, url } = brightRiver;
	const headers = {
		accept: 'application/json',
		'x-client-token': clientToken,
		'x-session-token': sessionToken,
	};
	const body = new URLSearchParams({ name: `${count} files`, description: 'Clip' });
	const created = await fetch(`${url}/jobs`, { method: 'POST', headers, body });
	const { id, upload } = (await created.json()) as { id: number; upload: { postUrl: string } };
	const form = new FormData();
	for (let file = 1; file <= count; file++) form.append('file', new Blob(['x']), `${file}.txt`);
	await fetch(upload.postUrl, { method: 'POST', body: form });
	brightRiver.setStatus(id, status);
	return id;
}
