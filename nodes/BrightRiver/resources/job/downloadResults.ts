import { type IDataObject, type INodeExecutionData, type INodeProperties } from 'n8n-workflow';
import type { Json } from '../../../shared/client/response';
import type { Operation } from '../../../shared/operation/define';
import { collections, fileNameOption, outputBinaryField } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { getFiles, getJob } from '../../api/jobs';
import { isEdited, resultsAre } from '../../api/results';
import { jobId } from '../../fields';
import { downloadPhotos, type Photo } from './downloadPhotos';
import { downloadZip, zipIfThere } from './downloadZip';
import { LIMIT_MINUTES, waitForResults } from './waitForResults';
import { waitingOptions } from './waiting';

const resultsAs: INodeProperties = {
	displayName: 'Results As',
	name: 'resultsAs',
	type: 'options',
	options: [
		{
			name: 'One Item per Photo',
			value: 'items',
			description: 'Each edited photo in an item of its own',
		},
		{
			name: 'All Photos in One Item',
			value: 'oneItem',
			description: 'The output fields are numbered: data_0, data_1, …',
		},
		{
			name: 'ZIP File',
			value: 'zip',
			description: 'One file with all of them, as Bright River packs it',
		},
	],
	default: 'items',
	description:
		'How to return the edited photos. If one of them cannot be downloaded, none is returned.',
};

const requireAll: INodeProperties = {
	displayName: 'Require All Results',
	name: 'requireAllResults',
	type: 'boolean',
	default: false,
	description:
		'Whether to stop if a photo of the job has no edited result. Otherwise the output names it in "withoutResult".',
};

const waitsForResults: INodeProperties = {
	displayName: 'Wait for Results',
	name: 'waitForResults',
	type: 'boolean',
	default: false,
	description:
		'Whether to wait until the photos are edited. The execution stays open that long. Editing usually takes hours: for everyday use, start another workflow with the Bright River Trigger (Ready to Download).',
};

const [interval, timeLimit] = waitingOptions(LIMIT_MINUTES).map((option) => ({
	...option,
	displayOptions: { show: { [`/${waitsForResults.name}`]: [true] } },
}));

async function download(item: Item): Promise<INodeExecutionData[]> {
	const wanted = item.id(jobId);
	const as = item.choice(resultsAs);
	if (!item.parameter(waitsForResults.name, false)) {
		return as === 'zip'
			? await downloadZip(item, wanted)
			: await downloadOneByOne(item, wanted, await getJob(item.client, wanted));
	}
	return await waitForResults(item, wanted, async (job) =>
		as === 'zip' ? await zipIfThere(item, wanted) : await photosIfThere(item, wanted, job),
	);
}

/** The photos, each as a file of its own: in an item each, or all in one. */
async function downloadOneByOne(
	item: Item,
	wanted: number,
	job: Json,
): Promise<INodeExecutionData[]> {
	const { client } = item;
	const field = item.text('binaryPropertyName');
	const requiresAll = item.parameter('options.requireAllResults', false);
	const { photos, withoutResult } = await downloadPhotos(client, wanted, job, requiresAll);
	const about = { jobId: wanted, name: String(job.name ?? '') };
	const missing = withoutResult.length > 0 ? { withoutResult } : {};
	if (item.choice(resultsAs) === 'items') {
		return photos.map((photo) => ({
			json: { ...about, ...factsOf(photo), ...missing },
			binary: { [field]: photo.file },
		}));
	}
	const files = photos.map((photo, index) => ({ field: `${field}_${index}`, photo }));
	return [
		{
			json: {
				...about,
				photoCount: photos.length,
				photos: files.map(({ photo, field: binaryField }) => ({ ...factsOf(photo), binaryField })),
				...missing,
			},
			binary: Object.fromEntries(files.map(({ photo, field: name }) => [name, photo.file])),
		},
	];
}

function factsOf({ of, imageId, file, received }: Photo): IDataObject {
	const { id: fileId, fileName: originalName, isRejected = false } = of;
	const names = { fileName: file.fileName, originalName };
	return { fileId, imageId, ...names, isRejected: isRejected === true, ...received };
}

/** For one who waits: nothing where the status does not tell and a photo has no result yet. */
async function photosIfThere(
	item: Item,
	wanted: number,
	job: Json,
): Promise<INodeExecutionData[] | undefined> {
	if (resultsAre(job) === 'unclear') {
		// Not the list that is shared: the next look is to see another one.
		const files = await getFiles(item.client, wanted);
		if (files.length === 0 || !files.every(isEdited)) return undefined;
	}
	return await downloadOneByOne(item, wanted, job);
}

/** The edited photos that a job lists, or the ZIP file that it names. */
export const downloadResults: Operation = {
	name: 'Download Results',
	value: 'downloadResults',
	action: 'Download the results of a job',
	description: 'Download all edited photos of a job, one by one or as a ZIP file',
	document: '000',
	call: 'GET /jobs/{jobId}',
	also: [
		'GET /jobs/{jobId}/files',
		'GET /jobs/{jobId}/filesforreview',
		'GET clipped.downloadUrl',
		'GET clipped.real',
		'GET download.getUrl',
	],
	fields: [
		jobId,
		resultsAs,
		outputBinaryField,
		waitsForResults,
		{
			...collections.options,
			options: [
				{
					...fileNameOption,
					placeholder: 'e.g. shoes.zip',
					description: 'Name of the ZIP file. By default, the ID of the job with .zip.',
					displayOptions: { show: { '/resultsAs': ['zip'] } },
				},
				interval,
				{ ...requireAll, displayOptions: { hide: { '/resultsAs': ['zip'] } } },
				timeLimit,
			],
		},
	],
	run: download,
};
