import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { listIn, nothingIn, objectIn } from '../shared/answer';
import type { Sender } from '../shared/sender';
import { send } from '../shared/transport';
import { skyfish } from './skyfishService';

/** `GET` of an address whose answer is an object. */
export async function getObject(sender: Sender, url: string): Promise<Record<string, unknown>> {
	return objectIn(sender, await send(sender, skyfish, { url }));
}

/** `GET` of an address whose answer is a list. */
export async function getList(
	sender: Sender,
	url: string,
): Promise<Array<Record<string, unknown>>> {
	const { body } = await send(sender, skyfish, { url });
	return listIn(sender, body);
}

/** A request that changes something. @returns the answer, which is JSON or empty */
export async function change(
	sender: Sender,
	method: NonNullable<IHttpRequestOptions['method']>,
	url: string,
	body?: IHttpRequestOptions['body'],
): Promise<IN8nHttpFullResponse> {
	// n8n leaves an empty list out; as text it goes.
	const sent = Array.isArray(body) || typeof body === 'string' ? JSON.stringify(body) : body;
	const answer = await send(sender, skyfish, { method, url, body: sent });
	nothingIn(sender, answer);
	return answer;
}
