import type { IHttpRequestOptions } from 'n8n-workflow';
import { listIn, objectIn } from '../shared/answer';
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

/** A request that changes something. @returns the answer's body, whatever it is */
export async function change(
	sender: Sender,
	method: NonNullable<IHttpRequestOptions['method']>,
	url: string,
	body?: IHttpRequestOptions['body'],
): Promise<unknown> {
	// n8n leaves an empty list out; as text it goes.
	const sent = Array.isArray(body) || typeof body === 'string' ? JSON.stringify(body) : body;
	return (await send(sender, skyfish, { method, url, body: sent })).body;
}
