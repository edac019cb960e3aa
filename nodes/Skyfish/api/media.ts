import type { IN8nHttpFullResponse } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { objectIn, unexpectedAnswer, type Json } from '../../shared/client/response';
import { waitFor } from '../../shared/client/wait';
import { operationError, type ErrorContext } from '../../shared/errors/operationError';
import { isId } from '../../shared/operation/parameters';

/** Status of `GET /media/{mediaId}` while the file is still being imported (document 003, 9.1.3). */
const BEING_IMPORTED = 202;

/** Pauses between two looks at an import, in ms: each is longer than the one before, up to the last. */
const IMPORT_PAUSE = { first: 500, growth: 1.5, longest: 10_000 };

/** Whether an answer of `GET /media/{mediaId}` says that the file is still being imported. */
export function isBeingImported({ statusCode }: IN8nHttpFullResponse): boolean {
	return statusCode === BEING_IMPORTED;
}

/** How far an import is, as text to add to a message: ` (40 %)`, or empty if the answer does not say. */
export function importProgress({ body }: IN8nHttpFullResponse): string {
	const numbers = typeof body === 'object' ? Object.values(body ?? {}).map(Number) : [];
	const share = numbers.find((number) => number >= 0 && number <= 100);
	return share === undefined ? '' : ` (${share} %)`;
}

/**
 * Waits until a media item that was uploaded is imported: document 003, 9.1.3.
 *
 * @param limitMs how long, in ms
 * @returns the media document
 * @throws NodeOperationError with the progress when the limit is reached
 */
export async function waitForImport(
	client: Client,
	mediaId: number,
	limitMs: number,
): Promise<Json> {
	let progress = '';
	const look = async () => {
		const answer = await client.request('GET /media/{mediaId}', { path: { mediaId } });
		if (!isBeingImported(answer)) return objectIn(client.context, answer);
		progress = importProgress(answer);
		return undefined;
	};
	const { first, growth, longest } = IMPORT_PAUSE;
	const pauseMs = (looks: number) => Math.min(first * growth ** (looks - 1), longest);
	const imported = await waitFor(client, look, limitMs, pauseMs);
	if (imported) return imported;
	throw operationError(
		client.context,
		`Media item ${mediaId} was uploaded, but is not imported yet${progress}`,
		'Set a longer "Time Limit (Minutes)", or turn off "Wait for Import". The file need not be uploaded again.',
	);
}

/** A whole number, or the digits of one; an empty text or list is none. */
export function numberIn(value: unknown): number | undefined {
	const isNumber =
		typeof value === 'number' ? Number.isInteger(value) : typeof value === 'string' && isId(value);
	return isNumber ? Number(value) : undefined;
}

/**
 * `GET /media/{mediaId}/version`, document 003, 5.11: grows with every change, and is 1 after the upload.
 *
 * @throws NodeOperationError for an answer that is not a number: taken for the first version, it would hide
 * a change or report one twice
 */
export async function getVersion(client: Client, mediaId: number | string): Promise<number> {
	const { body } = await client.request('GET /media/{mediaId}/version', { path: { mediaId } });
	const given: unknown = typeof body === 'object' && body !== null ? Object.values(body)[0] : body;
	const version = numberIn(given);
	if (version === undefined) {
		throw unexpectedAnswer(client.context, 'The answer was not a version number.');
	}
	return version;
}

/** `GET /media/{mediaId}/folders`, document 003, 5.7: the numbers of the folders that a media item is in. */
export async function getFoldersOf(client: Client, mediaId: number | string): Promise<number[]> {
	const folders = await client.list('GET /media/{mediaId}/folders', { path: { mediaId } });
	return folders.map(({ group_id: id }) => {
		const folderId = numberIn(id);
		if (folderId === undefined) {
			throw unexpectedAnswer(client.context, 'It had a folder without a number.');
		}
		return folderId;
	});
}

/**
 * `GET /media/{mediaId}/metadata/expiration_date`, document 003, 5.4.
 *
 * @returns `yyyy-mm-dd`; `undefined` where the media item does not expire
 */
export async function getExpirationDate(
	client: Client,
	mediaId: number | string,
): Promise<string | undefined> {
	const route = 'GET /media/{mediaId}/metadata/expiration_date';
	const answer = await client.request(route, { path: { mediaId } });
	const { expiration_date: date } = expirationIn(client.context, answer);
	return date ? String(date) : undefined;
}

/** The expiration date in an answer, which is an object, or the date alone. */
export function expirationIn(context: ErrorContext, answer: IN8nHttpFullResponse): Json {
	const body: unknown = answer.body;
	const isDate = typeof body === 'string' && /^"?\d{4}-\d{2}/.test(body);
	return isDate ? { expiration_date: body.replaceAll('"', '') } : objectIn(context, answer);
}
