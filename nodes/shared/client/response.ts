import type { IN8nHttpFullResponse, NodeOperationError } from 'n8n-workflow';
import { operationError, type ErrorContext } from '../errors/operationError';
import { displayNameOf } from '../operation/displayName';

/** A JSON object that a service answered. */
export type Json = Record<string, unknown>;

/**
 * For calls whose answer is not needed. A page where nothing or JSON is due comes from something else, e.g. a
 * proxy's sign-in, and must not pass for a thing done.
 */
export function requireNoPage(context: ErrorContext, { body }: IN8nHttpFullResponse): void {
	if (typeof body === 'string' ? body.trim() !== '' : Buffer.isBuffer(body)) {
		throw unexpectedAnswer(context, 'The answer was text.');
	}
}

/** For calls that may answer any text: only a whole page is not the service's. */
export function requireNoHtml(context: ErrorContext, { body }: IN8nHttpFullResponse): void {
	const isHtml = typeof body === 'string' && /^\s*<(!doctype html|html)\b/i.test(body);
	if (isHtml) throw unexpectedAnswer(context, 'The answer was a web page.');
}

/** The answer's JSON object; an answer of any other kind must not pass for a result. */
export function objectIn(context: ErrorContext, response: IN8nHttpFullResponse): Json {
	const { body } = response;
	if (isObject(body)) return body;
	throw unexpectedAnswer(context, 'The answer was not JSON.');
}

/** Whether it is a JSON object: no list, no file. */
export function isObject(value: unknown): value is Json {
	const isStructure = typeof value === 'object' && value !== null;
	return isStructure && !Array.isArray(value) && !Buffer.isBuffer(value);
}

/** A text that the operation cannot do without, e.g. the `status` of a job. */
export function textIn(context: ErrorContext, answer: Json, property: string): string {
	const text = answer[property];
	if (typeof text === 'string' && text !== '') return text;
	throw unexpectedAnswer(context, `The answer had no "${property}".`);
}

/** The list in an answer's property, or the answer itself if that is the list. */
export function listIn(context: ErrorContext, answer: unknown, property?: string): Json[] {
	const list = property === undefined ? answer : (answer as Json)[property];
	if (Array.isArray(list) && list.every(isObject)) return list;
	throw unexpectedAnswer(
		context,
		property === undefined ? 'The answer was not a list.' : `The answer had no list "${property}".`,
	);
}

/**
 * The entries of an answer whose shape no document describes: of a list, or of the first list in an
 * object. An entry that is only text becomes `{ id, name }`.
 */
export function entriesIn(context: ErrorContext, body: unknown): Json[] {
	const list = Array.isArray(body) ? body : Object.values(body ?? {}).find(Array.isArray);
	if (!list) throw unexpectedAnswer(context, 'The answer had no list.');
	return (list as unknown[]).map((entry) => {
		if (isObject(entry)) return entry;
		if (typeof entry === 'object')
			throw unexpectedAnswer(context, 'The list in the answer had no entries.');
		return { id: entry, name: String(entry) };
	});
}

/**
 * What tells an entry apart and what a person reads of it, whatever its keys are called: `id` or one that ends
 * in `Id`, and the first text; each stands for the other where only one is there.
 *
 * @returns `undefined` for an entry that has neither
 */
export function labelOf(entry: Json): { id: string | number; name: string } | undefined {
	const isLabel = (value: unknown): value is string | number =>
		typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
	const labels = Object.entries(entry).filter(([, value]) => isLabel(value));
	const isId = ([key]: [string, unknown]) => /^(id|ID|.*(Id|ID|_id))$/.test(key);
	const id = labels.find(isId)?.[1];
	const texts = labels.filter((label) => typeof label[1] === 'string' && !isId(label));
	const name = (texts.find(([key]) => /^name$/i.test(key)) ?? texts[0])?.[1] ?? id;
	if (name === undefined) return undefined;
	return { id: (id ?? name) as string | number, name: String(name) };
}

/** The named fields of an object, in that order; those it does not have are left out. */
export function pick(json: Json, fields: string[]): Json {
	return Object.fromEntries(
		fields.filter((field) => field in json).map((field) => [field, json[field]]),
	);
}

/**
 * The same by paths: `upload.ftpUrl` is a field inside another one, `clipped.imageId` that field of each entry of
 * a list. What they are inside of stays around them.
 */
export function pickPaths(json: Json, paths: string[]): Json {
	return (pickInside(
		json,
		paths.map((path) => path.split('.')),
	) ?? {}) as Json;
}

/** @returns `undefined` where nothing is there */
function pickInside(value: unknown, paths: string[][]): unknown {
	if (value === null) return null;
	if (Array.isArray(value)) {
		const entries = value.map((entry) => pickInside(entry, paths));
		return entries.every((entry) => entry === undefined)
			? undefined
			: entries.map((entry) => (entry === undefined ? {} : entry));
	}
	if (!isObject(value)) return undefined;
	const names = [...new Set(paths.map(([name]) => name))].filter((name) =>
		Object.hasOwn(value, name),
	);
	const picked = names.map((name): [string, unknown] => {
		const inside = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
		const isWhole = inside.some((rest) => rest.length === 0);
		return [name, isWhole ? value[name] : pickInside(value[name], inside)];
	});
	const there = picked.filter(([, inside]) => inside !== undefined);
	return there.length === 0 ? undefined : Object.fromEntries(there);
}

/** The error for an answer that came whole, but is not what the service answers. */
export function unexpectedAnswer(context: ErrorContext, why: string): NodeOperationError {
	const type = context.getNode().type.split('.').pop() ?? '';
	const service = displayNameOf(type.replace(/(Trigger|Tool)+$/, ''));
	return operationError(
		context,
		`${service} sent an unexpected answer`,
		`${why} Check the base URL in the credential: it must be the address of the API.`,
	);
}
