import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	PostReceiveAction,
} from 'n8n-workflow';
import { isId } from '../shared/ids';
import { refused } from '../shared/refused';
import { objectIn } from '../shared/answer';

/** Status of `GET /media/:id` while the file is still being imported (document 003, 9.1.3). */
export const BEING_IMPORTED = 202;

/** The percentage in the answer of a media that is being imported, `undefined` where it has none. */
export function importProgress({ body }: IN8nHttpFullResponse): number | undefined {
	const numbers = Object.values((body as IDataObject | undefined) ?? {}).map(Number);
	return typeof body === 'object' ? numbers.find((share) => share >= 0 && share <= 100) : undefined;
}

/** A media document; one that is being imported must not pass for a whole one. */
export const answerMedia: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	_items,
	response,
) {
	if (response.statusCode !== BEING_IMPORTED) {
		return [{ json: objectIn(this, response) as IDataObject }];
	}
	const progress = importProgress(response);
	throw refused(
		this,
		`The media is still being imported${progress === undefined ? '' : ` (${progress} %)`}`,
		'Run this again in a moment. "Upload" can wait for the import with its option "Wait for Import".',
	);
};

/** Tags as exiftool writes them: a list with one object in it, or that object. */
export const answerTags: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	_items,
	response,
) {
	const body: unknown = Array.isArray(response.body) ? response.body[0] : response.body;
	return [{ json: objectIn(this, { ...response, body: body as IDataObject }) as IDataObject }];
};

/** A whole number, or the digits of one; an empty text or list is none. */
export function numberIn(value: unknown): number | undefined {
	const isNumber =
		typeof value === 'number' ? Number.isInteger(value) : typeof value === 'string' && isId(value);
	return isNumber ? Number(value) : undefined;
}

/** The version number, whether it comes in an object or alone. */
export const answerVersion: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	_items,
	response,
) {
	const version = numberIn(response.body);
	if (version !== undefined) return [{ json: { version } }];
	return [{ json: objectIn(this, response) as IDataObject }];
};
