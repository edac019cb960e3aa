import { randomUUID } from 'node:crypto';
import { NodeApiError, type GenericValue, type NodeOperationError } from 'n8n-workflow';
import { requireNoHtml, type Json } from '../../../shared/client/response';
import { operationError, sentencesOf } from '../../../shared/errors/operationError';
import { withoutQueries } from '../../../shared/errors/redact';
import type { ChosenFile } from '../../../shared/files/inputFiles';
import type { InputFile } from '../../../shared/files/inputFile';
import { fileTurn } from '../../../shared/files/transfer';
import { uploadFile } from '../../../shared/files/upload';
import { comparesChecksums } from '../../../shared/files/verify';
import type { Item } from '../../../shared/operation/item';
import { listed } from '../../../shared/operation/listed';
import { sharedJob, statusInWords, storageUrl } from '../../api/jobs';
import { moments } from '../../api/moments';
import { groupOf } from '../../api/statuses';
import { verifyUpload, type Uploaded } from './verifyUpload';

/** A photo that Bright River has taken. */
export interface TakenPhoto extends Uploaded {
	/** Whether it could be compared with what Bright River says of it. */
	verified: boolean;
	/** What the storage said. */
	said: { storageAnswer?: GenericValue | object };
}

/** What became of several photos, each list in the order in which they were given. */
export interface PhotoUploads {
	taken: TakenPhoto[];
	failed: Array<{ fileName: string; error: Error }>;
}

/**
 * Uploads photos to a job with a form, each in its turn. That one fails keeps no other from going.
 *
 * @param photos with distinct names: a job keeps one file of each, see `requireOnlyUsers`
 * @param field of the form
 */
export async function uploadPhotos(
	item: Item,
	job: number,
	photos: InputFile[],
	field: string,
): Promise<PhotoUploads> {
	const outcomes = await Promise.allSettled(
		photos.map(
			async (photo) =>
				await uploadPhoto(item, job, async (send) => await send(photo), field, photo),
		),
	);
	item.client.cancelSignal?.throwIfAborted();
	const uploads: PhotoUploads = { taken: [], failed: [] };
	outcomes.forEach((outcome, index) => {
		if (outcome.status === 'fulfilled') uploads.taken.push(outcome.value);
		else uploads.failed.push({ ...photos[index], error: outcome.reason as Error });
	});
	return uploads;
}

/** Hands a photo over once it is its turn. */
export type PhotoSource = (send: (photo: InputFile) => Promise<Taken>) => Promise<Taken>;

type Taken = Omit<TakenPhoto, 'verified'>;

/**
 * Uploads one photo to a job.
 *
 * @param field of the form
 * @param known the photo, where it is known before its turn
 */
export async function uploadPhoto(
	item: Item,
	job: number,
	from: PhotoSource,
	field: string,
	known?: InputFile,
): Promise<TakenPhoto> {
	const { client, context } = item;
	const send = async (photo: InputFile) => {
		const theJob = await sharedJob(client, job);
		const url = storageUrl(client, theJob, 'upload', 'postUrl');
		const form = { field, withChecksum: comparesChecksums(client) };
		const { sent, answer } = await uploadFile(client, { url }, photo, form).catch(
			(error: Error) => {
				throw takesNoPhotos(item, job, theJob, error) ?? error;
			},
		);
		requireNoHtml(context, answer);
		requireReceived(item, answer.body, field);
		const said = storageAnswer(await client.withoutSecrets(answer.body));
		return { id: randomUUID(), said, file: { fileName: photo.fileName, ...sent } };
	};
	const { mine, all } = await client.session.together(
		`uploads to job ${job}`,
		async () => await fileTurn(client, async () => await from(send), known),
	);
	return { ...mine, verified: await verifyUpload(client, job, mine, all) };
}

/** For a job that is not new any more: the storage refuses a photo without a word. */
function takesNoPhotos(item: Item, id: number, job: Json, error: Error): Error | undefined {
	const isRefused =
		error instanceof NodeApiError && /^(400|403|409|410)$/.test(String(error.httpCode));
	const group = groupOf(String(job.status));
	if (!isRefused || group === undefined || group === 'new') return undefined;
	return operationError(
		item.context,
		`Bright River takes no photos for job ${id} any more`,
		`It is in ${statusInWords(job)}. ${moments.upload.when}`,
	);
}

/** No document describes the answer; one that lists its files, and none, says that it read no photo. */
function requireReceived({ context }: Item, body: unknown, field: string): void {
	const { files } = (body ?? {}) as { files?: unknown };
	if (!Array.isArray(files) || files.length > 0) return;
	throw operationError(
		context,
		'The storage of Bright River took no photo',
		`It read nothing in the form field "${field}". Enter another name in "Upload Field", e.g. the one that Bright River gives you.`,
	);
}

/** Longer answers of a storage are no message, but something else. */
const LONGEST_ANSWER = 2_000;

/** What the storage said of the file: no document describes it, and it tells what became of a file that is missing. */
function storageAnswer(body: unknown): TakenPhoto['said'] {
	const text = withoutQueries(typeof body === 'string' ? body.trim() : JSON.stringify(body ?? ''));
	if (/^("")?({})?$/.test(text) || text.length > LONGEST_ANSWER) return {};
	return { storageAnswer: typeof body === 'string' ? text : (JSON.parse(text) as object) };
}

/** Notes that an item uploads photos to a job. @returns for each name the items that use it, see `Session.useName` */
export function useNames(
	{ client }: Item,
	job: number,
	photos: Array<Pick<ChosenFile, 'fileName' | 'itemIndex'>>,
): Array<[fileName: string, users: readonly number[]]> {
	return photos.map(({ fileName, itemIndex }) => [
		fileName,
		client.session.useName(`job ${job} ${fileName}`, itemIndex),
	]);
}

/**
 * A job keeps one file of each name: of two photos with the same name, one would be lost.
 *
 * @param names each with the items that upload a photo under it; one comes more than once where n8n tries it again
 * @throws NodeOperationError that names the items
 */
export function requireOnlyUsers(
	{ context }: Item,
	names: Iterable<[fileName: string, users: readonly number[]]>,
): void {
	for (const [name, users] of names) {
		const items = [...new Set(users)];
		if (items.length === 1) continue;
		throw operationError(
			context,
			`${items.length === 2 ? 'Two' : items.length} photos of this job have the name "${name}"`,
			`Those of items ${listed(items)} (n8n counts from 0) would replace one another. Give each its own name in "File Name", for instance with an expression.`,
		);
	}
}

/** So many characters of an error name photos. */
const LONGEST_NAMES = 100;

/** File names as an error shows them: `"a.jpg", "b.jpg" and 3 more`. */
export function shownNames(names: string[]): string {
	const shown: string[] = [];
	for (const name of names) {
		const quoted = `"${name.length > 60 ? `${name.slice(0, 59)}…` : name}"`;
		if (shown.length > 0 && [...shown, quoted].join(', ').length > LONGEST_NAMES) break;
		shown.push(quoted);
	}
	const rest = names.length - shown.length;
	return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** An error's description can be so long. */
const LONGEST_DESCRIPTION = 480;

/** What an error says and advises, with a sentence after it. */
export function saidBy(error: Error, andThen: string): string {
	const whole = `${sentencesOf(error)} ${andThen}`;
	if (whole.length <= LONGEST_DESCRIPTION) return whole;
	return `${sentencesOf(new Error(error.message))} ${andThen}`;
}

/** For photos of which some did not get through: which, and why the first of them did not. */
export function notAllTaken(
	{ context }: Item,
	job: number,
	failed: PhotoUploads['failed'],
	total: number,
	andThen: string,
): NodeOperationError {
	const names = shownNames(failed.map(({ fileName }) => fileName));
	const which = total === 1 ? 'The photo' : `${failed.length} of ${total} photos`;
	return operationError(
		context,
		`${which} did not get into job ${job}: ${names}`,
		saidBy(failed[0].error, andThen),
	);
}
