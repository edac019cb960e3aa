import { type IDataObject, type INodeExecutionData, type INodeProperties } from 'n8n-workflow';
import { downloadFile } from '../../../shared/files/download';
import { fileTurn } from '../../../shared/files/transfer';
import type { Operation } from '../../../shared/operation/define';
import { collections, fileNameOption, outputBinaryField } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { getJob, isRefusal, storageUrl } from '../../api/jobs';
import { whyNoResults } from '../../api/results';
import { jobId } from '../../fields';
import { downloadPhotos, type Photo } from './downloadPhotos';

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

async function download(item: Item): Promise<INodeExecutionData[]> {
	const { client } = item;
	const wanted = item.id(jobId);
	const as = item.choice(resultsAs);
	const field = item.text('binaryPropertyName');
	if (as === 'zip') return await downloadZip(item, wanted, field);
	const job = await getJob(client, wanted);
	const requiresAll = item.parameter('options.requireAllResults', false);
	const { photos, withoutResult } = await downloadPhotos(client, wanted, job, requiresAll);
	const about = { jobId: wanted, name: String(job.name ?? '') };
	const missing = withoutResult.length > 0 ? { withoutResult } : {};
	if (as === 'items') {
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

async function downloadZip(
	item: Item,
	wanted: number,
	field: string,
): Promise<INodeExecutionData[]> {
	const { client } = item;
	const fileName = item.option('fileName') || `job-${wanted}.zip`;
	return await fileTurn(client, async () => {
		const job = await getJob(client, wanted);
		const url = storageUrl(client, job, 'download', 'getUrl');
		const { file, received } = await downloadFile(client, { url }, () => fileName).catch(
			(error: Error) => {
				throw (isRefusal(error) && whyNoResults(client, wanted, job)) || error;
			},
		);
		const name = String(job.name ?? '');
		const json = { jobId: wanted, name, fileName: file.fileName, ...received };
		return [{ json, binary: { [field]: file } }];
	});
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
		{
			...collections.options,
			options: [
				{
					...fileNameOption,
					placeholder: 'e.g. shoes.zip',
					description: 'Name of the ZIP file. By default, the ID of the job with .zip.',
					displayOptions: { show: { '/resultsAs': ['zip'] } },
				},
				{ ...requireAll, displayOptions: { hide: { '/resultsAs': ['zip'] } } },
			],
		},
	],
	run: download,
};
