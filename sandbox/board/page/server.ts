/** Asks the sandbox that served this page; no other address is ever asked. */

const root = '/_sandbox/';

export async function read<Answer>(path: string): Promise<Answer> {
	return (await send('GET', path)) as Answer;
}

export async function post<Answer>(path: string, body: object = {}): Promise<Answer> {
	return (await send('POST', path, body)) as Answer;
}

export async function put(path: string, body: object): Promise<void> {
	await send('PUT', path, body);
}

export async function remove(path: string): Promise<void> {
	await send('DELETE', path);
}

/** Throws with what the sandbox says when it refuses. */
async function send(method: string, path: string, body?: object): Promise<unknown> {
	const json = body && JSON.stringify(body);
	const headers: Record<string, string> = json ? { 'Content-Type': 'application/json' } : {};
	const response = await fetch(root + path, { method, headers, body: json });
	const text = await response.text();
	const answer: unknown = text === '' ? undefined : JSON.parse(text);
	if (response.ok) return answer;
	throw new Refusal((answer as { message?: string } | undefined)?.message ?? response.statusText);
}

/** The sandbox answered, and said no. */
export class Refusal extends Error {}
