import { randomUUID } from 'node:crypto';
import {
	NodeApiError,
	type GenericValue,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { requireNoHtml, type Json } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import { redactAnswer, withoutQueries } from '../../../shared/errors/redact';
import { inputFile, inputFileName } from '../../../shared/files/inputFile';
import { fileTurn } from '../../../shared/files/transfer';
import { uploadFile } from '../../../shared/files/upload';
import type { Operation } from '../../../shared/operation/define';
import { collections, fileNameOption, inputBinaryField } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { sharedJob, statusInWords, storageUrl } from '../../api/jobs';
import { groupOf } from '../../api/statuses';
import { jobId } from '../../fields';
import { verifyUpload } from './verifyUpload';

/** No document names the field. */
const uploadField = {
	displayName: 'Upload Field',
	name: 'uploadField',
	type: 'string',
	default: 'file',
	placeholder: 'e.g. image',
	description:
		'Name of the form field that holds the photo. Change it if Bright River does not list the photo after the offer is requested.',
} satisfies INodeProperties;

async function uploadPhoto(item: Item): Promise<INodeExecutionData[]> {
	const { client, context } = item;
	const job = item.id(jobId);
	const field = item.text('binaryPropertyName');
	const givenName = item.option('fileName');
	// Before anything is awaited: n8n starts all items at once, so that each one then sees all the others.
	const name = inputFileName(context, field, givenName);
	const users = client.session.useName(`job ${job} ${name}`, context.getItemIndex());
	const file = await inputFile(context, field, givenName);
	requireOnlyUser(item, name, users);
	const { mine, all } = await client.session.together(
		`uploads to job ${job}`,
		async () =>
			await fileTurn(client, async () => {
				const theJob = await sharedJob(client, job);
				const url = storageUrl(client, theJob, 'upload', 'postUrl');
				const form = { field: item.option(uploadField.name) || uploadField.default };
				const { sent, answer } = await uploadFile(client, { url }, file, form).catch(
					(error: Error) => {
						throw takesNoPhotos(item, theJob, error) ?? error;
					},
				);
				requireNoHtml(context, answer);
				requireReceived(item, answer.body, form.field);
				const said = storageAnswer(redactAnswer(answer.body, await client.credentials()));
				return { id: randomUUID(), said, file: { fileName: name, ...sent } };
			}),
	);
	const verified = await verifyUpload(client, job, mine, all);
	return [{ json: { success: true, jobId: job, ...mine.file, verified, ...mine.said } }];
}

/** For a job that is not new any more: the storage refuses a photo without a word. */
function takesNoPhotos(item: Item, job: Json, error: Error): Error | undefined {
	const isRefused =
		error instanceof NodeApiError && /^(400|403|409|410)$/.test(String(error.httpCode));
	const group = groupOf(String(job.status));
	if (!isRefused || group === undefined || group === 'new') return undefined;
	return operationError(
		item.context,
		`Bright River takes no photos for job ${item.id(jobId)} any more`,
		`It is in ${statusInWords(job)}. Photos can be uploaded while a job is in New, before an offer is requested.`,
	);
}

/** No document describes the answer; one that lists its files, and none, says that it read no photo. */
function requireReceived({ context }: Item, body: unknown, field: string): void {
	const { files } = (body ?? {}) as { files?: unknown };
	if (!Array.isArray(files) || files.length > 0) return;
	throw operationError(
		context,
		'The storage of Bright River took no photo',
		`It read nothing in the form field "${field}". Enter another name in "Upload Field", e.g. the one that Bright River tells you.`,
	);
}

/** Longer answers of a storage are no message, but something else. */
const LONGEST_ANSWER = 2_000;

/** What the storage said of the file: no document describes it, and it tells what became of a file that is missing. */
function storageAnswer(body: unknown): { storageAnswer?: GenericValue | object } {
	const text = withoutQueries(typeof body === 'string' ? body.trim() : JSON.stringify(body ?? ''));
	if (/^("")?({})?$/.test(text) || text.length > LONGEST_ANSWER) return {};
	return { storageAnswer: typeof body === 'string' ? text : (JSON.parse(text) as object) };
}

/** So many items are named in an error. */
const MOST_ITEMS_SHOWN = 10;

/**
 * A job keeps one file of each name: of two photos with the same name, one would be lost.
 *
 * @param users the items that upload to the job under this name; more than once where n8n tries an item again
 * @throws NodeOperationError that names the items
 */
function requireOnlyUser({ context }: Item, name: string, users: readonly number[]): void {
	const items = [...new Set(users)];
	if (items.length === 1) return;
	const rest = items.length - MOST_ITEMS_SHOWN;
	const shown =
		rest > 0
			? `${items.slice(0, MOST_ITEMS_SHOWN).join(', ')} and ${rest} more`
			: `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
	throw operationError(
		context,
		`${items.length === 2 ? 'Two' : items.length} photos of this job have the name "${name}"`,
		`Those of items ${shown} (n8n counts from 0) would replace one another. Give each its own name in "File Name", for instance with an expression.`,
	);
}

/** A form upload to the address that the job names. */
export const upload: Operation = {
	name: 'Upload',
	value: 'upload',
	action: 'Upload a file to a job',
	description: 'Upload a photo to a job, before an offer is requested',
	document: '000',
	call: 'POST upload.postUrl',
	also: ['GET /jobs/{jobId}', 'GET /jobs/{jobId}/files', 'GET /jobs/{jobId}/files/{fileName}'],
	fields: [
		jobId,
		inputBinaryField,
		{
			...collections.options,
			options: [
				{
					...fileNameOption,
					placeholder: 'e.g. shoe-01.jpg',
					description: 'Name that the file gets in the job. By default, its own.',
				},
				uploadField,
			],
		},
	],
	run: uploadPhoto,
};
