import type {
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import {
	isObject,
	objectIn,
	textIn,
	unexpectedAnswer,
	type Json,
} from '../../../shared/client/response';
import { requestOf, type Route } from '../../../shared/client/route';
import { waitFor } from '../../../shared/client/wait';
import { operationError } from '../../../shared/errors/operationError';
import { downloadFile } from '../../../shared/files/download';
import { nextAddress } from '../../../shared/files/redirects';
import { fileTurn, type Place } from '../../../shared/files/transfer';
import type { Operation } from '../../../shared/operation/define';
import {
	collections,
	fileNameOption,
	outputBinaryField,
	timeLimitOption,
} from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { originOf } from '../../../shared/signing/ownOrigin';
import { folderId } from '../../locators';

/** How long to wait between two looks at a ZIP file that is being made, in ms. */
const PAUSE_MS = 2_000;

/** The document's table has it, and no word about it. */
const DIRECTLY: Route = 'GET /folder/{folderId}/download';

async function downloadFolder(item: Item): Promise<INodeExecutionData[]> {
	const { client } = item;
	const folder = item.id(folderId);
	const field = item.text('binaryPropertyName');
	const name = item.option('fileName') || `folder-${folder}.zip`;
	const place = item.option('method') === 'direct' ? await directly(item) : await zipOf(item);
	const { file, received } = await fileTurn(
		client,
		async () => await downloadFile(client, place, () => name),
	);
	const json = { folderId: folder, fileName: file.fileName, ...received };
	return [{ json, binary: { [field]: file } }];
}

/** The call may answer with the ZIP file, a redirect to it, its address, or a job that makes it. */
async function directly(item: Item): Promise<Place> {
	// With an answer that is a file, a token that has expired would not be renewed.
	await item.object('GET /folder/{folderId}');
	const { url } = requestOf(DIRECTLY, { folderId: item.id(folderId) });
	return { url, signed: true, elsewhere: async (answer) => await elsewhere(item, answer) };
}

async function elsewhere(
	item: Item,
	answer: IN8nHttpFullResponse,
): Promise<(() => Promise<Place>) | undefined> {
	const { baseUrl } = await item.client.credentialRules();
	const next = nextAddress(answer, baseUrl);
	const body = answer.body as Parameters<BinaryToString>[0];
	if (next !== undefined) {
		if ('destroy' in body) body.destroy();
		return async () => ({ url: next, signed: originOf(next) === originOf(baseUrl) });
	}
	if (!String(answer.headers['content-type']).startsWith('application/json')) return undefined;
	const zip = jsonIn(item, await item.context.helpers.binaryToString(body));
	return async () => (typeof zip.url === 'string' ? { url: zip.url } : await zipOf(item, zip));
}

type BinaryToString = IExecuteSingleFunctions['helpers']['binaryToString'];

function jsonIn({ context }: Item, text: string): Json {
	try {
		const json: unknown = JSON.parse(text);
		if (isObject(json)) return json;
	} catch {
		// What it is instead does not matter.
	}
	throw unexpectedAnswer(context, 'The answer was not JSON.');
}

/**
 * Has the ZIP file made and waits for it; one that Skyfish still has comes at once.
 *
 * @param begun what Skyfish says of one that is being made already
 * @returns its place on the storage host
 * @throws NodeOperationError when "Time Limit" is over
 */
async function zipOf(item: Item, begun?: Json): Promise<Place> {
	const { context } = item;
	const { timeLimit = 10 } = item.parameter<{ timeLimit?: number }>('options', {});
	let zip = begun;
	const look = async () => {
		zip = zip
			? await item.object('GET /zip-file/{job_id}', {
					path: { job_id: textIn(context, zip, 'job_id') },
				})
			: objectIn(context, await item.send());
		const isMade = textIn(context, zip, 'state') === 'DONE';
		return isMade && typeof zip.url === 'string' ? zip.url : undefined;
	};
	const url = await waitFor(item.client, look, timeLimit * 60_000, () => PAUSE_MS);
	if (url !== undefined) return { url };
	throw operationError(
		context,
		`The ZIP file of folder ${item.id(folderId)} was not ready within ${timeLimit} minutes`,
		'Skyfish is still creating it: run this again later, or set a longer "Time Limit (Minutes)".',
	);
}

const method: INodeProperties = {
	displayName: 'Method',
	name: 'method',
	type: 'options',
	options: [
		{
			name: 'Direct',
			value: 'direct',
			description: 'Request the folder itself. What Skyfish returns is not documented.',
		},
		{ name: 'ZIP File', value: 'zipFile', description: 'Request a ZIP file and wait for it' },
	],
	default: 'zipFile',
	description: 'How to download the folder',
};

export const download: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download a folder',
	description: 'Download all files of a folder and its subfolders as one ZIP file',
	document: '003, 8.4, and chapter 6',
	call: 'POST /folder/{folderId}/zip-file',
	also: ['GET /zip-file/{job_id}', 'GET url', 'GET /folder/{folderId}', DIRECTLY],
	fields: [
		folderId,
		outputBinaryField,
		{
			...collections.options,
			options: [
				{
					...fileNameOption,
					placeholder: 'e.g. shoes.zip',
					description: 'Name of the ZIP file. By default, folder- and its ID with .zip.',
				},
				method,
				{
					...timeLimitOption,
					description: 'How many minutes to wait for the ZIP file',
				},
			],
		},
	],
	run: downloadFolder,
};
