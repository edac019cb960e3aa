import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readEntries } from './parameters';

/** What fields send by their `routing.send`. */
export interface Sent {
	body: IDataObject;
	query: IDataObject;
}

/**
 * Gathers what an operation's fields send, as they are declared: each under the name in its `routing.send`, those in
 * a collection where they were added.
 *
 * @param read gives a field's value, or `undefined` for one that is not shown and so not set
 */
export function sentBy(fields: INodeProperties[], read: (name: string) => unknown): Sent {
	const sent: Sent = { body: {}, query: {} };
	const send = ({ routing }: INodeProperties, value: unknown) => {
		const { type, property } = routing?.send ?? {};
		if (property === undefined || value === undefined) return;
		sent[type === 'body' ? 'body' : 'query'][property] = value as IDataObject;
	};
	for (const field of fields) {
		if (field.routing) send(field, read(field.name));
		if (field.type !== 'collection') continue;
		const inside = ((field.options ?? []) as INodeProperties[]).filter(({ routing }) => routing);
		if (inside.length === 0) continue;
		const added = (read(field.name) ?? {}) as IDataObject;
		inside.forEach((one) => send(one, added[one.name]));
	}
	return { ...sent, body: asDeclared(sent.body, fields) };
}

/** How a field's value goes into the body: as a text, or as words of their own. */
type Kind = 'text' | 'words';

/** By the property of the body, for each operation's fields. */
const known = new WeakMap<INodeProperties[], Map<string, Kind>>();

/**
 * The same in the kinds that they are declared as. n8n hands on whatever an expression gives: a number out of a
 * column in a field for text is that text, and "a, b" in a list of words are two words.
 */
function asDeclared(body: IDataObject, fields: INodeProperties[]): IDataObject {
	const kinds = known.get(fields) ?? kindsOf(fields);
	known.set(fields, kinds);
	const entries = Object.entries(body).map(([name, value]) => {
		const kind = kinds.get(name);
		// Anything else is not guessed at: the service refuses it.
		if (![value].flat().every(isPlain)) return [name, value];
		if (kind === 'words' && value !== '') return [name, readEntries(value)];
		return [name, kind === 'text' && !Array.isArray(value) ? String(value) : value];
	});
	return Object.fromEntries(entries) as IDataObject;
}

function isPlain(value: unknown): value is string | number | boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}

function kindsOf(fields: INodeProperties[]): Map<string, Kind> {
	const sent = fields
		.flatMap((field) => [field, ...((field.options ?? []) as INodeProperties[])])
		.filter(({ type, routing }) => type === 'string' && routing?.send?.type === 'body');
	return new Map(
		sent.map(({ routing, typeOptions }) => [
			String(routing?.send?.property),
			typeOptions?.multipleValues ? 'words' : 'text',
		]),
	);
}
