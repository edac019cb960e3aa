import {
	NodeOperationError,
	type IDataObject,
	type IExecuteSingleFunctions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
	type PostReceiveAction,
} from 'n8n-workflow';

type Json = Record<string, unknown>;

/**
 * For calls that answer nothing: one item `{ "success": true }` with the id that was acted on, so that
 * the workflow goes on.
 *
 * @param idParameters names of the parameters whose values the item repeats, e.g. `jobId`
 */
export function answerSuccess(...idParameters: string[]): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions) {
		const json: IDataObject = { success: true };
		for (const name of idParameters) json[name] = idValue(this, name);
		return [{ json }];
	};
}

/** The value of an id field; digits become a number, as the service writes ids. */
function idValue(context: IExecuteSingleFunctions, name: string): string | number {
	const value = context.getNodeParameter(name, '', { extractValue: true }) as string | number;
	return /^\d{1,15}$/.test(String(value).trim()) ? Number(value) : value;
}

/**
 * For an answer that is one object: that object, cut down to `fields` where "Simplify" is on.
 *
 * @param fields at most 10, most useful first; those that the answer does not have are left out
 */
export function answerObject(fields: string[] = []): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions, _items, response) {
		const json = objectIn(this, response);
		return [{ json: wantsSimple(this) ? pick(json, fields) : (json as IDataObject) }];
	};
}

/**
 * For an answer that holds a list: one item per element, cut down where "Simplify" is on, and no more
 * than "Limit" unless "Return All" is on.
 *
 * @param property of the answer that holds the list, e.g. `files`
 */
export function answerList(property: string, fields: string[] = []): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions, _items, response) {
		const list = listIn(this, objectIn(this, response), property);
		const simple = wantsSimple(this);
		return list
			.slice(0, limitOf(this))
			.map((json) => ({ json: simple ? pick(json, fields) : (json as IDataObject) }));
	};
}

/** How many items the operator wants: `Infinity` with "Return All", 50 where the operation has no such fields. */
export function limitOf(context: IExecuteSingleFunctions): number {
	if (context.getNodeParameter('returnAll', true) as boolean) return Infinity;
	return context.getNodeParameter('limit', 50) as number;
}

function wantsSimple(context: IExecuteSingleFunctions): boolean {
	return context.getNodeParameter('simplify', false) as boolean;
}

function pick(json: Json, fields: string[]): IDataObject {
	const picked: Json = {};
	for (const field of fields) if (field in json) picked[field] = json[field];
	return picked as IDataObject;
}

/** The answer's JSON object; an answer of any other kind must not pass for a result. */
export function objectIn(
	context: Pick<IExecuteSingleFunctions, 'getNode'> & { getItemIndex?: () => number },
	response: IN8nHttpFullResponse,
): Json {
	const { body } = response;
	if (typeof body === 'object' && body !== null && !Array.isArray(body) && !Buffer.isBuffer(body)) {
		return body as Json;
	}
	throw unexpectedAnswer(context, 'It was no JSON object.');
}

/** The list in an answer's property. */
export function listIn(
	context: Pick<IExecuteSingleFunctions, 'getNode'> & { getItemIndex?: () => number },
	json: Json,
	property: string,
): Json[] {
	const list = json[property];
	if (Array.isArray(list) && list.every((entry) => typeof entry === 'object' && entry !== null)) {
		return list as Json[];
	}
	throw unexpectedAnswer(context, `It had no list "${property}".`);
}

function unexpectedAnswer(
	context: Pick<IExecuteSingleFunctions, 'getNode'> & { getItemIndex?: () => number },
	why: string,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The service answered something unexpected', {
		itemIndex: context.getItemIndex?.(),
		description: `${why} Check the base URL in the credential: it must be the address of the API.`,
	});
}

/** Items out of plain objects. */
export function toItems(objects: Json[]): INodeExecutionData[] {
	return objects.map((json) => ({ json: json as IDataObject }));
}
