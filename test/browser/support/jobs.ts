import type { Sandbox } from '../../../sandbox/index.ts';

/** Creates a job by the API, as any other client would, and puts it into a status. Gives its ID. */
export async function createJob(
	{ brightRiver }: Sandbox,
	name: string,
	status: string,
): Promise<number> {
	const { url, clientToken, sessionToken } = brightRiver;
	const answer = await fetch(`${url}/jobs`, {
		method: 'POST',
		headers: {
			Accept: 'application/json',
			'Content-Type': 'application/json',
			'X-Client-Token': clientToken,
			'X-Session-Token': sessionToken,
		},
		body: JSON.stringify({ name, description: 'Remove the background' }),
	});
	if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}: ${await answer.text()}`);
	const { id } = (await answer.json()) as { id: number };
	brightRiver.setStatus(id, status);
	brightRiver.refreshIndex();
	return id;
}
