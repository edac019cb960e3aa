import type {
	IDataObject,
	IN8nHttpFullResponse,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { isObject } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import { collections, wordLists } from '../../../shared/operation/fields';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { success } from '../../../shared/operation/results';
import { getFiles, getStatus } from '../../api/jobs';
import { atItsMoment } from '../../api/moments';
import { groupOf } from '../../api/statuses';
import { formOrJson, jobId } from '../../fields';

interface FileRemark {
	fileName: string;
	remark?: string;
	tags?: string[];
}

/** The remarks as the service wants them: what was left empty is left out. */
function remarksIn(item: Item): FileRemark[] {
	const isJson = item.choice(specifyFiles) === 'json';
	const remarks = isJson
		? (item.json(filesJson, 'list') as unknown[])
		: item.parameter<FileRemark[]>('files.file', []);
	return remarks.map((given, index) => {
		const problem = problemWith(given);
		if (problem !== undefined) {
			throw operationError(
				item.context,
				`File ${index + 1}: ${problem}`,
				`Change it in "${fileRemarks.displayName}".`,
			);
		}
		const { fileName, remark, tags } = given as FileRemark;
		return { fileName, ...(remark ? { remark } : {}), ...(tags?.length ? { tags } : {}) };
	});
}

/** What the service would misunderstand or refuse in a remark; in JSON anything can be `null`. */
function problemWith(given: unknown): string | undefined {
	if (!isObject(given)) return 'it must be an object with "fileName"';
	const { fileName, remark = '', tags = [] } = given;
	if (typeof fileName !== 'string' || fileName.trim() === '') return '"File Name" is empty';
	if (typeof remark !== 'string') return 'its remark must be a text';
	const isWords = Array.isArray(tags) && tags.every((tag) => typeof tag === 'string');
	return isWords ? undefined : 'its tags must be a list of texts';
}

/** Form or JSON, for remarks to many files at once. */
const specifyFiles: INodeProperties = {
	displayName: 'Specify Files',
	name: 'specifyFiles',
	...formOrJson,
	description: 'How to enter what the editors should know about individual files',
};

const filesJson: INodeProperties = {
	displayName: 'Files',
	name: 'filesJson',
	type: 'json',
	typeOptions: { rows: 8 },
	default: '[]',
	hint: 'The list that Bright River documents: [{ "fileName", "remark", "tags": [] }]',
	displayOptions: { show: { specifyFiles: ['json'] } },
};

/** Remarks to the editors about single files. */
const fileRemarks: INodeProperties = {
	displayName: 'Files',
	name: 'files',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add File',
	default: {},
	description: 'What the editors should know about individual files in the job',
	displayOptions: { show: { specifyFiles: ['fields'] } },
	options: [
		{
			displayName: 'File',
			name: 'file',
			values: [
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. koala.jpg',
					description: 'Name of the file in the job',
				},
				{
					displayName: 'Remark',
					name: 'remark',
					type: 'string',
					default: '',
					placeholder: 'e.g. Keep the shadow',
				},
				{
					displayName: 'Tags',
					name: 'tags',
					...wordLists.tags,
				},
			],
		},
	],
};

const checkForPhotos: INodeProperties = {
	displayName: 'Check for Photos',
	name: 'checkForPhotos',
	type: 'boolean',
	default: true,
	description:
		'Whether to stop if the job lists no photos. Turn it off where Bright River lists photos only once the offer is requested, e.g. those uploaded by FTP.',
};

/** The one offer of a job that the items of a run request together. */
interface Offer {
	/** Of all items so far, by file name. */
	remarks: Map<string, FileRemark>;
	isSent: boolean;
	answer?: Promise<IN8nHttpFullResponse>;
}

/** Several items of a run that name one job, e.g. those of its photos, are one request with the remarks of all. */
async function requestOfferOnce(item: Item): Promise<INodeExecutionData[]> {
	const job = item.id(jobId);
	const remarks = remarksIn(item);
	const offer = item.client.session.keep(`offer of job ${job}`, (): Offer => ({
		remarks: new Map(),
		isSent: false,
	}));
	for (const remark of remarks) addRemark(item, offer, remark);
	if (!offer.answer) {
		offer.answer = requestIt(item, job, offer);
		offer.answer.catch(() => Object.assign(offer, { answer: undefined, isSent: false }));
	}
	return success('jobId')(item, await offer.answer);
}

/** @throws NodeOperationError where it could not go along any more, or another item says something else */
function addRemark({ context }: Item, { remarks, isSent }: Offer, remark: FileRemark): void {
	const { fileName } = remark;
	const other = remarks.get(fileName);
	if (other && JSON.stringify(other) === JSON.stringify(remark)) return;
	if (!other && !isSent) {
		remarks.set(fileName, remark);
		return;
	}
	const shown = fileName.slice(0, 100);
	throw operationError(
		context,
		other
			? `There are two remarks about the file "${shown}"`
			: `The remark about "${shown}" came too late`,
		other
			? 'Several items request the offer of one job. Give the same remark for a file in each of them, or none.'
			: 'An earlier item has requested the offer of this job, and it is requested once. Remove the batching from the request options, so that all remarks go together.',
	);
}

async function requestIt(item: Item, job: number, offer: Offer): Promise<IN8nHttpFullResponse> {
	const options = item.parameter<IDataObject>('options', {});
	if (options[checkForPhotos.name] ?? true) await requirePhotos(item, job);
	// n8n has started all items by then: their remarks are there.
	else await item.client.pause(1);
	offer.isSent = true;
	const files = [...offer.remarks.values()];
	const body = files.length > 0 ? { files } : {};
	return await atItsMoment(item.client, job, async () => await item.send({ body }));
}

/**
 * A new job without photos would end in an error. Where nobody can say whether it has some, they are taken for there.
 *
 * @throws NodeOperationError when it lists none
 */
async function requirePhotos({ client, context }: Item, job: number): Promise<void> {
	const isEmpty = async () =>
		(await getFiles(client, job)).length === 0 && groupOf(await getStatus(client, job)) === 'new';
	const isWithout = await isEmpty().catch(() => false);
	client.cancelSignal?.throwIfAborted();
	if (!isWithout) return;
	throw operationError(
		context,
		`Job ${job} has no photos, so no offer was requested`,
		`Upload its photos to Bright River first. If they are there, and listed only once the offer is requested, turn off "${checkForPhotos.displayName}" in the options.`,
	);
}

export const requestOffer: Operation = {
	name: 'Request Offer',
	value: 'requestOffer',
	action: 'Request an offer for a job',
	description: 'Ask for a price once all photos are uploaded',
	document: '000',
	call: 'POST /jobs/{jobId}/requestoffer',
	also: ['GET /jobs/{jobId}/files', 'GET /jobs/{jobId}/status'],
	fields: [
		jobId,
		specifyFiles,
		fileRemarks,
		filesJson,
		{ ...collections.options, options: [checkForPhotos] },
	],
	run: requestOfferOnce,
};
