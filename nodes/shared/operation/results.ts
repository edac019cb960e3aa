import type { IDataObject, IN8nHttpFullResponse, INodeExecutionData } from 'n8n-workflow';
import {
	entriesIn,
	isObject,
	listIn,
	objectIn,
	requireNoHtml,
	requireNoPage,
} from '../client/response';
import type { Item } from './item';
import { createdItem, outputItems, toItems, type Simplified } from './output';
import { readWholeNumber } from './parameters';

/** Makes the output items of a service's answer. */
export type Result = (item: Item, answer: IN8nHttpFullResponse) => INodeExecutionData[];

/**
 * For calls whose answer is not needed: one item `{ "success": true }` with the id that was acted on, so that
 * the workflow goes on.
 *
 * @param idParameters names of the parameters whose values the item repeats, e.g. `jobId`
 */
export const success = (...idParameters: string[]) => done('success', idParameters);

/**
 * The same for deletions: `{ "deleted": true }` with the id of what is gone. If the answer to a deletion was
 * lost and the second try found nothing, nobody can say who deleted it: then it is `{ "gone": true }`.
 */
export const deleted = (...idParameters: string[]) => done('deleted', idParameters);

function done(what: 'success' | 'deleted', idParameters: string[]): Result {
	return (item, answer) => {
		requireNoPage(item.context, answer);
		const outcome = isGone(answer) ? 'gone' : what;
		return [{ json: { [outcome]: true, ...idsIn(item, idParameters) } }];
	};
}

/** So much of an answer in plain text goes along. */
const LONGEST_ANSWER = 1000;

/**
 * For calls that no document says the answer of: that it was done, as the status tells, and what was answered. The
 * fields of an object stand beside it, anything else is `answer`.
 *
 * @param json what the item says otherwise
 * @throws NodeOperationError for a web page, which comes from something else
 */
export function successWithAnswer(
	{ context }: Item,
	response: IN8nHttpFullResponse,
	json: IDataObject,
): INodeExecutionData[] {
	requireNoHtml(context, response);
	const body = response.body as unknown;
	const done = { success: true, ...json };
	if (body === undefined || body === null || body === '') return [{ json: done }];
	if (isObject(body)) return [{ json: { ...done, ...(body as IDataObject) } }];
	const answer = typeof body === 'string' ? body.slice(0, LONGEST_ANSWER) : (body as IDataObject);
	return [{ json: { ...done, answer } }];
}

/** The same with the ids that were acted on, see `success`. */
export const answered =
	(...idParameters: string[]): Result =>
	(item, response) =>
		successWithAnswer(item, response, idsIn(item, idParameters));

function isGone({ statusCode }: IN8nHttpFullResponse): boolean {
	return statusCode === 404 || statusCode === 410;
}

/** The values of id fields; digits become a number, as the service writes ids. */
function idsIn(item: Item, names: string[]): IDataObject {
	const values = names.map((name): [string, string | number] => {
		const value = item.located(name) as string | number;
		return [name, /^\d{1,15}$/.test(String(value).trim()) ? Number(value) : value];
	});
	return Object.fromEntries(values);
}

/**
 * For an answer that is one object: so much of it as "Output" says.
 *
 * @param simplified at most 10 fields, most useful first; those the answer does not have are left out
 */
export function object(simplified: Simplified = []): Result {
	return (item, answer) => outputItems(item, [objectIn(item.context, answer)], simplified);
}

/** The same for what was just made: a field that it does not have must not pass for a failure to make it. */
export function created(simplified: Simplified): Result {
	return (item, answer) => createdItem(item, objectIn(item.context, answer), simplified);
}

/** For an answer that is a number, or an object with one: no document says which. @param name of a bare number */
export function count(name: string): Result {
	return (item, answer) => {
		const body = answer.body as unknown;
		const isNumber = typeof body === 'number' || (typeof body === 'string' && /^\d+$/.test(body));
		return isNumber ? toItems([{ [name]: Number(body) }]) : object()(item, answer);
	};
}

/**
 * For an answer that holds a list: one item per element, so much of it as "Output" says, and no more
 * than "Limit" unless "Return All" is on.
 *
 * @param property of the answer that holds the list, e.g. `files`; none if the answer is the list
 */
export function list(property?: string, simplified: Simplified = []): Result {
	return (item, answer) => {
		const holder = property ? objectIn(item.context, answer) : answer.body;
		const found = listIn(item.context, holder, property);
		return outputItems(item, found.slice(0, limitOf(item)), simplified);
	};
}

/** For an answer whose shape no document describes: one item per entry, see `entriesIn`. */
export const entries: Result = (item, { body }) => toItems(entriesIn(item.context, body));

/**
 * How many items the operator wants: `Infinity` with "Return All" and if the operation has no such fields.
 *
 * @throws NodeOperationError when "Limit" is not a whole number above 0
 */
export function limitOf(item: Item): number {
	if (item.parameter('returnAll', true)) return Infinity;
	return readWholeNumber(item.context, 'Limit', item.parameter('limit', 50));
}
