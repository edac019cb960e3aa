import { randomUUID } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import { requireNoHtml } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import { inputFile, inputFileName } from '../../../shared/files/inputFile';
import { fileTurn } from '../../../shared/files/transfer';
import { uploadFile } from '../../../shared/files/upload';
import type { Operation } from '../../../shared/operation/define';
import { collections, fileNameOption, inputBinaryField } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { sharedJob, storageUrl } from '../../api/jobs';
import { jobId } from '../../fields';
import { verifyUpload } from './verifyUpload';

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
				const url = storageUrl(client, await sharedJob(client, job), 'upload', 'postUrl');
				const { sent, answer } = await uploadFile(client, { url }, file, { field: 'file' });
				requireNoHtml(context, answer);
				return { id: randomUUID(), file: { fileName: name, ...sent } };
			}),
	);
	const verified = await verifyUpload(client, job, mine, all);
	return [{ json: { success: true, jobId: job, ...mine.file, verified } }];
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
			],
		},
	],
	run: uploadPhoto,
};
