import {
	NodeOperationError,
	type IDataObject,
	type IExecuteSingleFunctions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
	type PostReceiveAction,
} from 'n8n-workflow';
import { displayNameOf } from './displayName';
import { refused, type Refuser } from './refused';

type Json = Record<string, unknown>;

/**
 * For calls that answer nothing: one item `{ "success": true }` with the id that was acted on, so that
 * the workflow goes on.
 *
 * @param idParameters names of the parameters whose values the item repeats, e.g. `jobId`
 */
export function answerSuccess(...idParameters: string[]): PostReceiveAction {
	return answerDone('success', idParameters);
}

/** The same for deletions: `{ "deleted": true }` with the id of what is gone. */
export function answerDeleted(...idParameters: string[]): PostReceiveAction {
	return answerDone('deleted', idParameters);
}

function answerDone(what: 'success' | 'deleted', idParameters: string[]): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions, _items, response) {
		nothingIn(this, response);
		const json: IDataObject = { [what]: true };
		for (const name of idParameters) json[name] = idValue(this, name);
		return [{ json }];
	};
}

/** The value of an id field; digits become a number, as the service writes ids. */
function idValue(context: IExecuteSingleFunctions, name: string): string | number {
	const value = context.getNodeParameter(name, '', { extractValue: true }) as string | number;
	return /^\d{1,15}$/.test(String(value).trim()) ? Number(value) : value;
}

/** What "Simplify" keeps of an answer: these fields, or what a function makes of it. */
export type Simplified = string[] | ((json: Json) => Json);

/**
 * For an answer that is one object: that object, cut down where "Simplify" is on.
 *
 * @param simplified at most 10 fields, most useful first; those the answer does not have are left out
 */
export function answerObject(simplified: Simplified = []): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions, _items, response) {
		return simplifyItems(this, [objectIn(this, response)], simplified);
	};
}

/**
 * For an answer that holds a list: one item per element, cut down where "Simplify" is on, and no more
 * than "Limit" unless "Return All" is on.
 *
 * @param property of the answer that holds the list, e.g. `files`; none where the answer is the list
 */
export function answerList(property?: string, simplified: Simplified = []): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions, _items, response) {
		const list = listIn(this, property ? objectIn(this, response) : response.body, property);
		return simplifyItems(this, list.slice(0, limitOf(this)), simplified);
	};
}

/** Items out of plain objects, cut down where the operation has "Simplify" and it is on. */
export function simplifyItems(
	context: IExecuteSingleFunctions,
	objects: Json[],
	simplified: Simplified,
): INodeExecutionData[] {
	if (!(context.getNodeParameter('simplify', false) as boolean)) return toItems(objects);
	const simple = (json: Json) =>
		typeof simplified === 'function' ? simplified(json) : pick(json, simplified);
	return toItems(objects.map(simple));
}

/**
 * How many items the operator wants: `Infinity` with "Return All" and where the operation has no such fields.
 *
 * @throws NodeOperationError when "Limit" is no whole number above 0
 */
export function limitOf(context: IExecuteSingleFunctions): number {
	if (context.getNodeParameter('returnAll', true) as boolean) return Infinity;
	const limit = Number(context.getNodeParameter('limit', 50));
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw refused(context, '"Limit" is not valid', 'Enter a whole number above 0.');
}

/** The named fields of an object, in that order; those it does not have are left out. */
export function pick(json: Json, fields: string[]): Json {
	return Object.fromEntries(
		fields.filter((field) => field in json).map((field) => [field, json[field]]),
	);
}

/**
 * For calls whose answer is not needed. A page where nothing or JSON is due comes from something else, e.g. a
 * proxy's sign-in, and must not pass for a thing done.
 */
export function nothingIn(context: Refuser, { body }: IN8nHttpFullResponse): void {
	if (typeof body === 'string' ? body.trim() !== '' : Buffer.isBuffer(body)) {
		throw unexpectedAnswer(context, 'It was a text.');
	}
}

/** The answer's JSON object; an answer of any other kind must not pass for a result. */
export function objectIn(context: Refuser, response: IN8nHttpFullResponse): Json {
	const { body } = response;
	if (isObject(body)) return body;
	throw unexpectedAnswer(context, 'It was no JSON object.');
}

function isObject(value: unknown): value is Json {
	const isStructure = typeof value === 'object' && value !== null;
	return isStructure && !Array.isArray(value) && !Buffer.isBuffer(value);
}

/** A text that the operation cannot do without, e.g. the `status` of a job. */
export function textIn(context: Refuser, answer: Json, property: string): string {
	const text = answer[property];
	if (typeof text === 'string' && text !== '') return text;
	throw unexpectedAnswer(context, `It had no "${property}".`);
}

/** The list in an answer's property, or the answer itself where that is the list. */
export function listIn(context: Refuser, answer: unknown, property?: string): Json[] {
	const list = property === undefined ? answer : (answer as Json)[property];
	if (Array.isArray(list) && list.every(isObject)) return list;
	throw unexpectedAnswer(
		context,
		property === undefined ? 'It was no list.' : `It had no list "${property}".`,
	);
}

/**
 * The entries of an answer whose shape no document describes: of a list, or of the first list in an
 * object. An entry that is only text becomes `{ id, name }`.
 */
export function entriesIn(context: Refuser, body: unknown): Json[] {
	const list = Array.isArray(body) ? body : Object.values(body ?? {}).find(Array.isArray);
	if (!list) throw unexpectedAnswer(context, 'It had no list.');
	return (list as unknown[]).map((entry) => {
		if (isObject(entry)) return entry;
		if (typeof entry === 'object') throw unexpectedAnswer(context, 'Its list held no entries.');
		return { id: entry, name: String(entry) };
	});
}

/** For an answer whose shape no document describes: one item per entry, see `entriesIn`. */
export const answerEntries: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	_items,
	{ body },
) {
	return toItems(entriesIn(this, body));
};

/** The error for an answer that came whole, but is not what the service answers. */
export function unexpectedAnswer(context: Refuser, why: string): NodeOperationError {
	const type = context.getNode().type.split('.').pop() ?? '';
	const service = displayNameOf(type.replace(/(Trigger|Tool)+$/, ''));
	return refused(
		context,
		`${service} answered something unexpected`,
		`${why} Check the base URL in the credential: it must be the address of the API.`,
	);
}

function toItems(objects: Json[]): INodeExecutionData[] {
	return objects.map((json) => ({ json: json as IDataObject }));
}
