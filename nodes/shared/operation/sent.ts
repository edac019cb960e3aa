import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readEntries } from './parameters';

/** How a field's value goes into the body: as a text, or as words of their own. */
type Kind = 'text' | 'words';

/** By the property of the body, for each operation's fields. */
const known = new WeakMap<INodeProperties[], Map<string, Kind>>();

/**
 * What the fields send, in the kinds that they are declared as. n8n hands on whatever an expression gives: a number
 * out of a column in a field for text is that text, and "a, b" in a list of words are two words.
 *
 * @param body as n8n gathered it; it is not changed
 */
export function asDeclared(body: IDataObject, fields: INodeProperties[]): IDataObject {
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
