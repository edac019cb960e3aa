import type { IDataObject, IExecutePaginationFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { listIn, objectIn } from '../shared/answer';
import { readId } from '../shared/ids';
import { send, type Sender } from '../shared/transport';
import { skyfish } from './skyfishService';

const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };

/** The id in one of an operation's resource locators. */
export function idOf(
	context: IExecutePaginationFunctions,
	field: { name: string; displayName: string },
): number {
	const value = context.getNodeParameter(field.name, '', { extractValue: true });
	return readId(context, field.displayName, value);
}

/** `GET` of an address whose answer is an object. */
export async function getObject(sender: Sender, url: string): Promise<Record<string, unknown>> {
	return objectIn(sender, await send(sender, skyfish, { url, headers }));
}

/** `GET` of an address whose answer is a list. */
export async function getList(
	sender: Sender,
	url: string,
	qs?: IDataObject,
): Promise<Array<Record<string, unknown>>> {
	const { body } = await send(sender, skyfish, { url, qs, headers });
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
	return (await send(sender, skyfish, { method, url, headers, body: sent })).body;
}
